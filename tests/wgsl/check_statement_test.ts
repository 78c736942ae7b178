import { compileText, module, testRefusals } from "./modules.ts";

const VARIABLES = "var u = id.x; let c = 1u; var v = id; var a = array<u32, 2>();";

function body(statement: string): string {
  return module(`${VARIABLES}\n${statement}`);
}

function withFunction(text: string): string {
  return module("") + text;
}

/** Programs at the border of the rules. */
const ACCEPTED: Readonly<Record<string, string>> = {
  "an inner block hides a name": body("{ let u = 1i; _ = u; }"),
  "a for's counter hides a name": body("for (var u = 0; u < 3; u++) {}"),
  "continuing sees the body's names": body("loop { let k = u; continuing { break if k > 1u; } }"),
  "a continue behind a name that continuing uses": body(
    "loop { let k = u; if c > 1u { continue; } let z = 1u; continuing { break if k > 1u; } }",
  ),
  "a break inside a loop inside continuing": body(
    "loop { continuing { loop { break; } break if true; } }",
  ),
  "a break inside a switch outside loops": body("switch u { case 1 { break; } default {} }"),
  "a default among values": body("switch u { case 1, default, 2u {} case 3, {} }"),
  "both arms return": withFunction(
    "fn f(a: bool) -> u32 { if a { return 1; } else { return 2; } }",
  ),
  "every case returns": withFunction(
    "fn f(a: u32) -> u32 { switch a { case 1 { return 1; } default { return 2; } } }",
  ),
  "a case returns behind a break of an inner switch": withFunction(
    "fn f(a: u32) -> u32 { switch a { default { switch a { default { break; } } return 2; } } }",
  ),
  "a case returns behind a break of an inner loop": withFunction(
    "fn f(a: u32) -> u32 { switch a { default { loop { break; } return 2; } } }",
  ),
  "a value that is not needed": body("_ = u + 1u; _ = out[u];"),
  "a pointer to an element": body("let p = &a[u]; *p += 1u; let q = p; *q = *p;"),
  "a pointer into a buffer": body(
    "let p = &out[u]; *p = 1u; let q = &counts[0]; atomicAdd(q, 1u);",
  ),
};

for (const [what, text] of Object.entries(ACCEPTED)) {
  Deno.test(`the statement checker takes ${what}`, () => {
    compileText(text);
  });
}

testRefusals("the statement checker", {
  "a let that is set": [body("§c = 2u;"), /this is not a variable, so it cannot be assigned/],
  "a parameter that is set": [body("id.§x = 2u;"), /not a variable/],
  "a value that is set": [body("(u §+ 1u) = 2u;"), /not a variable/],
  "several components that are set": [body("v.§xy = v.yx;"), /several/],
  "a read-only buffer that is set": [body("§input[0] = 1u;"), /read-only memory/],
  "a uniform that is set": [body("params.§size = 1u;"), /read-only memory/],
  "a read-only buffer set through a pointer": [
    body("let p = &input[0]; §*p = 1u;"),
    /read-only memory/,
  ],
  "an atomic that is set": [body("§counts[0] = 1u;"), /atomic<u32> cannot be assigned/],
  "a value of another type": [body("u = §1i;"), /expected u32, found i32/],
  "a compound of another type": [body("§u += 1i;"), /\+ cannot join u32 and i32/],
  "a bool that is counted": [body("var b = true; b§++;"), /\+\+ counts one u32 or i32, not bool/],
  "a name declared twice": [body("let §u = 1u;"), /u is declared twice in one block/],
  "a parameter's name declared again": [body("let §id = 1u;"), /id is declared twice/],
  "a name from a block that has ended": [body("{ let k = 1u; } u = §k;"), /k is not declared/],
  "a for's counter behind it": [body("for (var k = 0u; k < 1u; k++) {} u = §k;"), /not declared/],
  "a var of a pointer": [body("var §p = &u;"), /var p cannot hold ptr<function, u32>/],
  "a var of a buffer": [body("var §b = out;"), /cannot hold array<u32>/],
  "a let of another type": [body("let k: u32 = §1i;"), /expected u32, found i32/],
  "_ of a buffer": [body("_ = §out;"), /_ cannot take array<u32>/],
  "an if of an integer": [body("if §u {}"), /expected bool, found u32/],
  "a loop's condition of an integer": [body("while §u {}"), /expected bool, found u32/],
  "break outside a loop": [body("if true { §break; }"), /break outside a loop/],
  "continue outside a loop": [body("switch u { default { §continue; } }"), /continue outside/],
  "continue inside continuing": [
    body("loop { loop { continuing { if true { §continue; } break if true; } } }"),
    /continue outside a loop/,
  ],
  "return inside continuing": [
    body("loop { continuing { §return; } }"),
    /return within continuing/,
  ],
  "a name in continuing that a continue skips": [
    body("loop { if u > 1u { continue; } let k = 1u; continuing { break if §k > 1u; } }"),
    /a continue may skip the declaration of k/,
  ],
  "a name of the body that continuing declares again": [
    body("loop { let k = u; continuing { let §k = 1i; break if k > 1; } }"),
    /k is declared in the loop's body already/,
  ],
  "a name between two continues": [
    body(
      "loop { if c > 1u { continue; } let k = u; if c > 2u { continue; } " +
        "continuing { break if §k > 1u; } }",
    ),
    /a continue may skip the declaration of k/,
  ],
  "a switch of a bool": [
    body("§switch true { default {} }"),
    /a switch needs i32 or u32, not bool/,
  ],
  "a switch without a default": [body("§switch u { case 1 {} }"), /exactly one default/],
  "a switch of two defaults": [body("§switch u { default {} default {} }"), /exactly one default/],
  "a switch of a case twice": [
    body("§switch u { case 1 {} case 2, 1u {} default {} }"),
    /two cases 1/,
  ],
  "a case of a variable": [body("switch u { case §c {} default {} }"), /not a constant expression/],
  "a case of another type": [
    body("switch u { case §1i {} default {} }"),
    /expected u32, found i32/,
  ],
  "a missing return": [
    withFunction("fn §f(a: bool) -> u32 { if a { return 1u; } }"),
    /f can end without returning u32/,
  ],
  "a return that a break goes round": [
    withFunction(
      "fn §f(a: u32) -> u32 { switch a { default { if a > 1 { break; } return 1u; } } }",
    ),
    /f can end without returning/,
  ],
  "a return that something follows": [
    withFunction("fn §f() -> u32 { return 1u; const A = 1; }"),
    /f can end without returning/,
  ],
  "a return within a loop alone": [
    withFunction("fn §f() -> u32 { loop { return 1u; } }"),
    /f can end without returning/,
  ],
  "a return without its value": [
    withFunction("fn f() -> u32 { §return; }"),
    /return needs a value of type u32/,
  ],
  "a return of another type": [withFunction("fn f() -> u32 { return §1i; }"), /expected u32/],
  "a return of a value from nowhere": [
    withFunction("fn g() {} fn f() { §return g(); }"),
    /this function has no result/,
  ],
});
