// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

/**
 * What a session counted so far; written by the media thread, read by any. Each value is true by
 * itself.
 */
final class Counts {
  volatile long sent;
  volatile long received;
  volatile long refused;
  volatile long lost;
  volatile double jitterMillis;
  volatile long heardNanos = System.nanoTime();
  volatile long aliveNanos = System.nanoTime();
}
