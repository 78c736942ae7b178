import assert from "node:assert/strict";
import { writeZeros } from "../../src/wgsl/zeros.ts";
import { sourceOf } from "./modules.ts";

/** Bodies without the zeros that WGSL implies, and with them. */
const BODIES: Readonly<Record<string, string>> = {
  "var x: u32;": "var x: u32 = u32();",
  "var x: vec2<i32> ; x.y = 1;": "var x: vec2<i32>  = vec2<i32> (); x.y = 1;",
  "var x: array<vec2u, N + 1>;": "var x: array<vec2u, N + 1> = array<vec2u, N + 1>();",
  "var x: u32 // first\n;": "var x: u32 // first\n = u32 // first\n();",
  "var x: u32 = 3; let y: u32 = x; const z: u32 = 4;":
    "var x: u32 = 3; let y: u32 = x; const z: u32 = 4;",
  "loop { var a: u32; if a > 1 { var b: i32; } else { var c: S; } continuing { var d: bool; } }":
    "loop { var a: u32 = u32(); if a > 1 { var b: i32 = i32(); } else { var c: S = S(); } " +
    "continuing { var d: bool = bool(); } }",
  "for (var a: u32; a < 3; a++) { switch a { case 1 { var b: u32; } default { { var c: u32; } } } }":
    "for (var a: u32 = u32(); a < 3; a++) { switch a { case 1 { var b: u32 = u32(); } " +
    "default { { var c: u32 = u32(); } } } }",
};

Deno.test("writeZeros() gives every variable of a function the zero that it begins with", () => {
  const around = (body: string) => `var<private> p: u32; fn f() { ${body} } fn g() {}\n`;
  for (const [body, wanted] of Object.entries(BODIES)) {
    assert.equal(writeZeros(sourceOf(around(body))).trim(), around(wanted).trim());
  }
});
