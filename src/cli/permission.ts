/** Permissions that a command may need besides those of its task. */

const ALL = ["read", "write", "run", "env", "sys", "net", "ffi"] as const;

/** Whether the program has all permissions; nobody is asked. */
export function isAllAllowed(): boolean {
  return ALL.every((name) => Deno.permissions.querySync({ name }).state === "granted");
}

/** Whether the program has a permission; on a terminal the user is asked for it. */
export async function isAllowed(wanted: Deno.PermissionDescriptor): Promise<boolean> {
  let { state } = await Deno.permissions.query(wanted);
  if (state === "prompt" && Deno.stdin.isTerminal()) {
    state = (await Deno.permissions.request(wanted)).state;
  }
  return state === "granted";
}
