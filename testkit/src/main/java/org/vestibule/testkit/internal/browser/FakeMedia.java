// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a browser's camera and microphone are.
 *
 * @param camera a film that plays over and over, {@code .y4m} or {@code .mjpeg}; empty: the
 *     browser's own test picture
 * @param microphone a WAVE file that plays over and over, 16 bits; empty: the browser's own beeps
 * @param granted whether pages get them without anybody being asked; otherwise nobody answers
 */
public record FakeMedia(Optional<Path> camera, Optional<Path> microphone, boolean granted) {
  /** The browser's own test picture and beeps, granted. */
  public static final FakeMedia PATTERN = new FakeMedia(Optional.empty(), Optional.empty(), true);

  List<String> options() {
    List<String> options = new ArrayList<>(List.of("--use-fake-device-for-media-stream"));
    if (granted) {
      options.add("--use-fake-ui-for-media-stream");
    }
    camera.ifPresent(file -> options.add("--use-file-for-fake-video-capture=" + file));
    microphone.ifPresent(file -> options.add("--use-file-for-fake-audio-capture=" + file));
    return options;
  }
}
