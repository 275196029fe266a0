// SPDX-License-Identifier: Apache-2.0
// Asking the gateway, and what it says when it refuses.

/** What the gateway says when it refuses (RFC 9457), or what stands for a gateway that is silent. */
export interface Problem {
  title: string;
  status: number;
  code?: string;
  detail?: string;
  input?: string;
  found?: string;
  allowed?: string;
  remedy?: string;
}

/** Thrown by {@link ask}: `problem` is for the eyes of whoever asked. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

export interface Wish {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Becomes JSON; a Blob or a string goes as it is, with `type`. */
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Sent even while the page is left. */
  keepalive?: boolean;
}

export const SILENT: Problem = { title: "", status: 0, code: "gateway-silent" };

/**
 * Asks the gateway and returns its answer as JSON, null for none.
 *
 * @param path below /api, beginning with a slash; parts that were typed by a person go through `part`
 * @throws Refused when it refuses (`status` 4xx, 5xx) or does not answer (`status` 0)
 */
export async function ask<T>(path: string, wish: Wish = {}): Promise<T> {
  return read<T>(await send(path, wish));
}

/** What an answer says: its JSON, its text, or null for nothing. */
export async function read<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return null as T;
  const type = answer.headers.get("Content-Type") ?? "";
  return (type.startsWith("application/json") ? await answer.json() : await answer.text()) as T;
}

/** As `ask`, for answers that are no JSON. */
export async function send(path: string, wish: Wish = {}): Promise<Response> {
  const raw = wish.body instanceof Blob || typeof wish.body === "string";
  const headers: Record<string, string> = { "X-Vestibule": "1", ...wish.headers };
  if (wish.body !== undefined) headers["Content-Type"] = wish.type ?? "application/json";
  let answer: Response;
  try {
    answer = await fetch(`/api${path}`, {
      method: wish.method ?? "GET", credentials: "same-origin", headers, signal: wish.signal ?? null, keepalive: wish.keepalive ?? false,
      body: wish.body === undefined ? null : raw ? (wish.body as BodyInit) : JSON.stringify(wish.body),
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw new Refused(SILENT);
  }
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => null)) as Problem | null;
  throw new Refused(said ?? { title: `HTTP ${answer.status}`, status: answer.status });
}

export const post = <T>(path: string, body?: unknown) => ask<T>(path, { method: "POST", body });
export const put = <T>(path: string, body?: unknown) => ask<T>(path, { method: "PUT", body });
export const remove = <T>(path: string) => ask<T>(path, { method: "DELETE" });

/** A part of a path, whatever it is made of. */
export const part = (text: string) => encodeURIComponent(text);

/** What went wrong, of anything that can be thrown here. */
export const problemOf = (failure: unknown): Problem => failure instanceof Refused ? failure.problem : SILENT;
