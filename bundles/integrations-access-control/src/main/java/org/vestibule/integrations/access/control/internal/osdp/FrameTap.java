// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/** Is shown each frame of a line, on the bus's thread: it returns at once. */
public interface FrameTap {
  /** Sees nothing. */
  FrameTap NONE = new FrameTap() {};

  /** A frame that came; see {@link Frame} for how long it is good. */
  default void received(Frame frame) {}

  /** A frame that is sent, from its start byte on. */
  default void sent(byte[] bytes, int offset, int length) {}
}
