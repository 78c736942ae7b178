/** Finding a GPU, and telling one from a CPU that plays one. */

/** What to install where there is no adapter. */
export const DRIVER_REMEDY = "install a graphics driver with Vulkan, Metal or Direct3D 12 " +
  "(Debian's mesa-vulkan-drivers has a software one)";
/** What to do there. */
export const ADAPTER_REMEDY = `${DRIVER_REMEDY}, or use --backend workers`;

/** Software adapters by name: before 2.9, Deno says of none that it is one. */
const SOFTWARE = /llvmpipe|swiftshader|microsoft basic render/i;

/** The host's fastest adapter, or the one that saves power; undefined if it has none. */
export async function findAdapter(
  powerPreference: GPUPowerPreference = "high-performance",
): Promise<GPUAdapter | undefined> {
  const { gpu } = navigator as { gpu?: GPU };
  return await gpu?.requestAdapter({ powerPreference }) ?? undefined;
}

/** An adapter's name for people. */
export function describeAdapter({ info }: GPUAdapter): string {
  return info.description || info.device || info.vendor || "unnamed adapter";
}

/** Whether the adapter runs on the CPU, which `auto` does not take for a GPU. */
export function isSoftware(adapter: GPUAdapter): boolean {
  return adapter.info.isFallbackAdapter === true || SOFTWARE.test(describeAdapter(adapter));
}
