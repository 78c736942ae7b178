/** Whether workers can read their files: Deno prints an error for every one that cannot be started. */

import { WorkerFault } from "./pool.ts";

/** Workers may not read their files: whoever started the program has to allow it. */
export class MissingPermission extends WorkerFault {}

interface Host {
  readonly permissions?: {
    requestSync(of: { name: "read"; path: URL }): { readonly state: string };
  };
}

/**
 * Asks for the permission to read a file or a folder, where that takes one: on a terminal Deno asks the
 * user.
 *
 * @param address Where workers find it; what is no file is not asked for.
 * @throws {MissingPermission} If it may not be read. It names the flag that is missing.
 */
export function requireReadable(address: string | URL): void {
  const url = new URL(address);
  const { permissions } = (globalThis as { readonly ["Deno"]?: Host })["Deno"] ?? {};
  if (permissions === undefined || url.protocol !== "file:") return;
  if (permissions.requestSync({ name: "read", path: url }).state === "granted") return;
  const path = decodeURIComponent(url.pathname);
  const folder = path.slice(0, path.lastIndexOf("/"));
  throw new MissingPermission(
    `workers may not read ${path}: run again with --allow-read, or with ${folder} in --allow-read=…`,
    true,
  );
}
