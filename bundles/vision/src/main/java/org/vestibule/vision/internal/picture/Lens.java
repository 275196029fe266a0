// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/** How a camera's lens bends straight lines. {@link #NONE} does not. */
public record Lens() {
  /** Leaves every pixel where it is. */
  public static final Lens NONE = new Lens();
}
