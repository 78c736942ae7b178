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
 * Asks for the permission to read files or folders, where that takes one: on a terminal Deno asks the
 * user.
 *
 * @param addresses Where workers find what they load; what is no file is not asked for.
 * @throws {MissingPermission} If some may not be read. It names the flag that is missing.
 */
export function requireReadable(...addresses: (string | URL)[]): void {
  const { permissions } = (globalThis as { readonly ["Deno"]?: Host })["Deno"] ?? {};
  if (permissions === undefined) return;
  const missing = addresses.map((address) => new URL(address)).filter((path) =>
    path.protocol === "file:" &&
    permissions.requestSync({ name: "read", path }).state !== "granted"
  );
  if (missing.length === 0) return;
  const paths = missing.map(({ pathname }) => decodeURIComponent(pathname));
  const folders = paths.map((path) => path.slice(0, path.lastIndexOf("/")));
  throw new MissingPermission(
    `workers may not read ${paths.join(" and ")}: run again with --allow-read, ` +
      `or with ${folders.join(",")} in --allow-read=…`,
    true,
  );
}
