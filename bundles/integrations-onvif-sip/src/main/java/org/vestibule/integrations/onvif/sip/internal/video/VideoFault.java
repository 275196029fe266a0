// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/**
 * Why no picture comes.
 *
 * @param code stable, kebab-case
 * @param sentence for a person, without a secret
 */
record VideoFault(String code, Cause cause, String sentence) {
  private static final Map<String, Cause> CAUSES =
      Map.of(
          "credentials-wrong", Cause.CREDENTIALS,
          "station-unreachable", Cause.NETWORK,
          "station-silent", Cause.NETWORK,
          "stream-ended", Cause.NETWORK,
          "stream-missing", Cause.DEVICE_REFUSED,
          "codec-unsupported", Cause.DEVICE_REFUSED,
          "ffmpeg-missing", Cause.DEPENDENCY,
          "egress-denied", Cause.CONFIGURATION,
          "data-class-denied", Cause.CONFIGURATION,
          "no-way-out", Cause.DEPENDENCY);

  static VideoFault of(VestibuleException e) {
    return new VideoFault(
        e.code(), CAUSES.getOrDefault(e.code(), Cause.DEVICE_REFUSED), e.getMessage());
  }

  /**
   * Returns a fault of a camera.
   *
   * @param camera host and port
   */
  static VideoFault of(String code, String camera, String found, String remedy) {
    return of(new VestibuleException(code, "camera " + camera, found, "pictures", remedy));
  }

  Status status() {
    return Status.unavailable(cause, code + ": " + sentence);
  }
}
