/** Whether the engine of this host makes wide vectors, which V8 does behind a flag only. */

/** Packs pairs of 128-bit operations into 256-bit ones of AVX2; V8 has it on x86-64 alone. */
const FLAG = "--experimental-wasm-revectorize";
const VARIABLE = "DENO_V8_FLAGS";

/** What a host shows of itself; a web page has none of it. */
interface Host {
  readonly build: { readonly arch: string };
  readonly permissions: { querySync(of: { name: "env"; variable: string }): { state: string } };
  readonly env: { get(name: string): string | undefined };
}

/**
 * Whether the environment asks V8 for wide vectors. Without the permission to look there it counts as
 * not: nobody is asked.
 */
export function hasWideVectors(): boolean {
  const host = (globalThis as Record<string, unknown>)["Deno"] as Host | undefined;
  if (host?.build.arch !== "x86_64") return false;
  if (host.permissions.querySync({ name: "env", variable: VARIABLE }).state !== "granted") {
    return false;
  }
  return (host.env.get(VARIABLE) ?? "").split(",").includes(FLAG);
}
