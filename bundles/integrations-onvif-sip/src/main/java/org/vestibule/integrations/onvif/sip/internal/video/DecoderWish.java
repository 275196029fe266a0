// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.List;
import java.util.Locale;

/**
 * How a child process decodes.
 *
 * @param width of the pictures in pixels
 * @param height of the pictures in pixels
 * @param fps at most so many pictures a second
 * @param keyframesOnly whether nothing but whole pictures is decoded, as often as the camera sends
 *     them: every second or every few
 */
record DecoderWish(int width, int height, int fps, boolean keyframesOnly) {
  /** Returns the bytes of one picture (I420). */
  int pictureBytes() {
    return width * height * 3 / 2;
  }

  /**
   * Returns the command line; nothing in it is secret. It looks at the stream only briefly before
   * it begins, and throws nothing of that away: the first picture is the camera's first whole one.
   *
   * @param address where the relay waits
   */
  List<String> command(String program, String address) {
    return List.of(
        program,
        "-nostdin",
        "-hide_banner",
        "-loglevel",
        "error",
        "-nostats",
        "-threads",
        "1",
        "-filter_threads",
        "1",
        "-skip_frame",
        keyframesOnly ? "nokey" : "default",
        "-flags",
        "low_delay",
        "-probesize",
        "500000",
        "-analyzeduration",
        "200000",
        "-fpsprobesize",
        "0",
        "-rtsp_transport",
        "tcp",
        "-allowed_media_types",
        "video",
        "-timeout",
        "5000000",
        "-i",
        address,
        "-map",
        "0:v:0",
        "-vf",
        filters(),
        "-vsync",
        "passthrough",
        "-pix_fmt",
        "yuv420p",
        "-f",
        "rawvideo",
        "pipe:1");
  }

  /**
   * The rate falls before the size does, so that no picture is scaled in vain. It is a choice of
   * pictures and not the filter {@code fps}, which makes copies where the camera is slower, and
   * holds each picture until the next one came. A clock that jumps back chooses anew. The levels
   * become full range BT.601, as the contract has them.
   */
  private String filters() {
    String size = width + ":" + height;
    String scaled =
        "scale="
            + size
            + ":force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bilinear"
            + ":out_range=full:out_color_matrix=bt601,pad="
            + size
            + ":-1:-1";
    if (keyframesOnly) {
      return scaled;
    }
    String gap = String.format(Locale.ROOT, "%.3f", 0.9 / fps);
    return "select='isnan(prev_selected_t)+gte(t-prev_selected_t,"
        + gap
        + ")+lt(t,prev_selected_t)',"
        + scaled;
  }
}
