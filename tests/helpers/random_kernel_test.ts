import assert from "node:assert/strict";
import { randomKernel } from "./random_kernel.ts";

/** As many programs as the tests compare by default. */
const PROGRAMS = 60;

/** Everything that a kernel can be written with, by its name in the statistics. */
const CONSTRUCTS = [
  // Declarations of the module.
  ..."abstract_const alias const_table derived_override helper helper_void override".split(" "),
  ..."override_given pointer_parameter private returns_array returns_struct struct".split(" "),
  // Statements.
  ..."assign atomic block break break_if call_statement compound_assign const_local".split(" "),
  ..."continue declare declare_zero else else_if empty_statement for_down for_open for_up".split(
    " ",
  ),
  ..."if increment jump let_pointer loop loop_continuing output_store phony return".split(" "),
  ..."switch while default_in_list named_selector".split(" "),
  // What is easily confused.
  ..."body_name_in_continuing hidden_length named_length order shadowed_counter".split(" "),
  ..."record shadowing".split(" "),
  // Places.
  ..."array component_assign dereference index index_assign let_pointer long_array".split(" "),
  ..."member member_assign pointer_access pointer_argument swizzle two_pointers".split(" "),
  // Atomics and compound assignments.
  ..."atomicAdd atomicAnd atomicMax atomicMin atomicOr atomicStore atomicSub atomicXor".split(" "),
  ..."%= &= *= += -= /= <<= >>= ^= |=".split(" "),
  // Expressions.
  ..."! % & && * + - / << >> ^ | || ~ alias_used bool_& bool_| compare negate signed_/".split(" "),
  ..."array_length atom atomic_result bitcast bool_convert bool_select call_in_expression".split(
    " ",
  ),
  ..."composite_call composite_constructor composite_variable convert".split(" "),
  ..."inferred_constructor input_load leaf literal unmasked_shift variable".split(" "),
  ..."vector_constructor vector_scalar_mix zero_value".split(" "),
  // Builtin functions.
  ..."abs all any clamp countLeadingZeros countOneBits countTrailingZeros dot".split(" "),
  ..."extractBits firstLeadingBit firstTrailingBit insertBits max min reverseBits".split(" "),
  ..."select sign comment".split(" "),
];

Deno.test("the programs that tests compare hold every construct", () => {
  const found = new Map<string, number>();
  for (let seed = 0; seed < PROGRAMS; seed++) {
    for (const construct of Object.keys(randomKernel(seed).constructs)) {
      found.set(construct, (found.get(construct) ?? 0) + 1);
    }
  }
  assert.deepEqual(CONSTRUCTS.filter((construct) => (found.get(construct) ?? 0) < 2), []);
  assert.deepEqual([...found.keys()].filter((construct) => !CONSTRUCTS.includes(construct)), []);
});

Deno.test("a kernel can do without a construct", () => {
  for (const omit of ["loop_continuing", "atomic", "private", "order", "long_array"]) {
    for (let seed = 0; seed < 10; seed++) {
      assert.equal(randomKernel(seed, { omit: [omit] }).constructs[omit], undefined);
    }
  }
});

Deno.test("a kernel is a pure function of its seed", () => {
  assert.deepEqual(randomKernel(7), randomKernel(7));
  assert.notEqual(randomKernel(7).source, randomKernel(8).source);
});
