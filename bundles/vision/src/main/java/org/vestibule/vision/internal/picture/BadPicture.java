// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import org.vestibule.api.VestibuleException;

/** The refusals of this package: why a picture cannot be read. */
final class BadPicture {
  private static final String INPUT = "picture";

  private BadPicture() {}

  static VestibuleException tooLarge(String found, String allowed) {
    return new VestibuleException(
        "image-too-large",
        INPUT,
        found,
        allowed,
        "Let the camera send a smaller picture, or raise the bound in org.vestibule.vision.");
  }

  static VestibuleException truncated(String found) {
    return new VestibuleException(
        "image-truncated",
        INPUT,
        found,
        "a whole file",
        "Send the picture again; look for a broken connection to the camera.");
  }

  static VestibuleException damaged(String found) {
    return damaged(found, null);
  }

  static VestibuleException damaged(String found, Throwable cause) {
    return new VestibuleException(
        "image-damaged",
        INPUT,
        found,
        "a readable JPEG or PNG file",
        "Send the picture again; look for a broken connection to the camera.",
        cause);
  }

  static VestibuleException unsupported(String found) {
    return new VestibuleException(
        "image-format-unsupported",
        INPUT,
        found,
        "JPEG (8 bit, grey or colour) or PNG",
        "Let the camera send JPEG.");
  }
}
