/**
 * Loads or makes something when it is first asked for, and keeps it. What failed is not kept: it is asked for again
 * the next time.
 */
export function lazy<T>(load: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null;
  return () => {
    const loading = (kept ??= load());
    loading.catch(() => {
      if (kept === loading) kept = null;
    });
    return loading;
  };
}
