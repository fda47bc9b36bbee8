interface Policies {
  createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown;
}

/**
 * What may become a script in the page, where the browser asks (`require-trusted-types-for`): the workers that are
 * inlined into it, which start from blobs of its own, and the one that keeps its files. No text ever does, but for the
 * templates of Lit's own policy.
 */
export function guardScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) =>
      address.startsWith('blob:') || address === new URL('sw.js', document.baseURI).href ? address : null,
  });
}
