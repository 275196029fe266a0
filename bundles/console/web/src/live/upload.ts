// SPDX-License-Identifier: Apache-2.0
// Sending a large file: `fetch` does not tell how far it is with what it sends.
import { Refused, SILENT, type Problem } from "./rest";

export interface Sending {
  /** Told how many bytes have left. */
  sent: (bytes: number) => void;
  signal: AbortSignal;
}

function problemIn(request: XMLHttpRequest): Problem {
  try {
    return JSON.parse(request.responseText) as Problem;
  } catch {
    return { title: `HTTP ${request.status}`, status: request.status };
  }
}

/**
 * Posts a file to a path below /api and returns the answer, null when it was called off.
 *
 * @throws Refused as `ask` does
 */
export function upload<T>(path: string, file: Blob, type: string, sending: Sending): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api${path}`);
    request.setRequestHeader("X-Vestibule", "1");
    request.setRequestHeader("Content-Type", type);
    request.upload.onprogress = (event) => sending.sent(event.loaded);
    request.upload.onload = () => sending.sent(file.size);
    request.onload = () => request.status < 300 ? resolve(JSON.parse(request.responseText) as T) : reject(new Refused(problemIn(request)));
    request.onerror = () => reject(new Refused(SILENT));
    request.onabort = () => resolve(null);
    sending.signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
