/**
 * Asks a GET route of ours.
 * @throws Error with the route's own sentence, or the status where it gave none
 */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, signal ? { signal } : {});
  if (response.ok) return response.json();
  const body: { error?: { message?: string } } = await response.json().catch(() => ({}));
  throw new Error(body.error?.message ?? `${response.status} ${response.statusText}`);
}
