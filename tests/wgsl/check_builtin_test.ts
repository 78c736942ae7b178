import assert from "node:assert/strict";
import { checkText, module, testRefusals } from "./modules.ts";

function body(statement: string): string {
  return module(`var u = id.x; var i = 1i; var b = u > 1u; var v = id; ${statement}`);
}

Deno.test("builtins of constants are constants where programs use them so", () => {
  const { constants } = checkText(
    module("") + `
    const A = countOneBits(0xf0u);
    const B = min(3u, 4) + max(3, 7u);
    const C = countLeadingZeros(1);
    const D = countTrailingZeros(8u);
    const E = max(-3, -4);
  `,
  );
  assert.deepEqual(constants, { A: 4, B: 10, C: 31, D: 3, E: -3 });
});

testRefusals("the builtin checker", {
  "atomicCompareExchangeWeak": [
    body("let a = §atomicCompareExchangeWeak(&counts[0], 1u, 2u);"),
    /is not a function of the subset/,
  ],
  "atomicLoad of a value": [body("let a = §atomicLoad(&counts[0], 1u);"), /a pointer to an atomic/],
  "atomicStore as a value": [body("let §a = atomicStore(&counts[0], 1u);"), /cannot hold nothing/],
  "an atomic's old value of another type": [
    body("out[0] = 1i §+ atomicAdd(&counts[0], 1u);"),
    /\+ cannot join i32 and u32/,
  ],
  "an atomic on plain memory": [body("§atomicAdd(&out[0], 1u);"), /takes a pointer to an atomic/],
  "an atomic on a variable": [body("§atomicAdd(&u, 1u);"), /takes a pointer to an atomic/],
  "an atomic by value": [body("§atomicAdd(counts[0], 1u);"), /takes a pointer to an atomic/],
  "an atomic's wrong value": [body("atomicAdd(&counts[0], §i);"), /expected u32, found i32/],
  "a barrier": [body("§workgroupBarrier();"), /workgroupBarrier is not a function of the subset/],
  "a float function": [body("let a = §sqrt(u);"), /sqrt is not a function of the subset/],
  "a function called as JavaScript's objects": [body("let a = §valueOf(1);"), /not a function/],
  "abs of a bool": [body("let a = §abs(b);"), /abs does not apply to \(bool\)/],
  "sign of a u32": [body("let a = §sign(u);"), /sign does not apply to \(u32\)/],
  "min of two types": [body("let a = §min(u, i);"), /min does not apply to \(u32, i32\)/],
  "min of two shapes": [body("let a = §min(v, u);"), /min does not apply/],
  "clamp of two": [body("let a = §clamp(u, 1u);"), /clamp takes 3 arguments, found 2/],
  "dot of scalars": [body("let a = §dot(u, u);"), /dot does not apply/],
  "all of an integer": [body("let a = §all(u);"), /all does not apply to \(u32\)/],
  "any of nothing": [body("let a = §any();"), /any does not apply/],
  "a pointer where a value is wanted": [
    body("let a = §abs(&u);"),
    /abs does not apply to \(ptr<function, u32>\) \(a pointer needs \*\)/,
  ],
  "select of two types": [body("let a = §select(u, i, b);"), /select does not apply/],
  "select by an integer": [body("let a = §select(u, u, u);"), /select does not apply/],
  "select by a vector of another size": [
    body("let a = §select(v, v, vec2(b, b));"),
    /select does not apply/,
  ],
  "bitcast to another shape": [body("let a = §bitcast<u32>(v);"), /bitcast is between/],
  "bitcast of a bool": [body("let a = §bitcast<u32>(b);"), /bitcast is between/],
  "bitcast to a number": [body("let a = §bitcast<3>(u);"), /bitcast is between/],
  "bitcast without a type": [body("let a = §bitcast(u);"), /bitcast is between/],
  "extractBits by i32": [body("let a = extractBits(u, §i, 1u);"), /expected u32, found i32/],
  "insertBits of two types": [body("let a = §insertBits(u, i, 1u, 1u);"), /does not apply/],
  "arrayLength of a fixed array": [
    body("var a = array<u32, 2>(); let c = §arrayLength(&a);"),
    /takes a pointer to an array without a length/,
  ],
  "arrayLength by value": [body("let a = §arrayLength(out);"), /takes a pointer/],
  "a value that is not used": [body("§min(u, u);"), /the value of this call is not used/],
});
