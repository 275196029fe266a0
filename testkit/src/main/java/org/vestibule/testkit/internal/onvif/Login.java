// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

/** How a simulated device wants to be logged in to. */
public enum Login {
  /** A UsernameToken in the envelope; a wrong one is told with 400. */
  TOKEN,
  /** HTTP Digest only; a UsernameToken is not looked at. */
  HTTP_DIGEST
}
