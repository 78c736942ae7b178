/** A program that forgot `if (import.meta.main)`: its workers would open pools of their own. */

import { parallel } from "../../src/pool/mod.ts";

export const square = (x: number) => x * x;

await using pool = parallel(import.meta, { workers: 1 });
console.log(await pool.map(square, [1, 2, 3]));
