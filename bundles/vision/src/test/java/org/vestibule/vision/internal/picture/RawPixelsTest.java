// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;

class RawPixelsTest {
  private static final int W = 121;
  private static final int H = 91;

  private final PictureReader reader = new PictureReader();

  @ParameterizedTest
  @CsvSource({
    "RGB24, 10, 10, 299, 300 bytes for 10x10 RGB24",
    "I420, 5, 3, 22, 27 bytes for 5x3 I420",
    "NV12, 4, 4, 25, 24 bytes for 4x4 NV12",
    "GREY8, -4, -4, 16, no number of bytes for -4x-4 GREY8",
    "GREY8, 0, 0, 0, no number of bytes for 0x0 GREY8",
    "GREY8, 65536, 65536, 0, 4294967296 bytes for 65536x65536 GREY8",
    "RGB24, 2147483647, 2147483647, 3,"
        + " at least 4611686014132420609 bytes for 2147483647x2147483647 RGB24"
  })
  void aSizeThatIsNotThatOfTheBytesIsRefusedWithBothNumbers(
      PixelLayout layout, int width, int height, int bytes, String allowed) {
    VestibuleException refusal = refusal(new byte[bytes], layout, width, height);

    assertThat(refusal.code()).isEqualTo("image-size-mismatch");
    assertThat(refusal.found()).isEqualTo(bytes + " bytes");
    assertThat(refusal.allowed()).isEqualTo(allowed);
  }

  @Test
  void aHonestPictureOfTooManyPixelsIsRefused() {
    VestibuleException refusal = refusal(new byte[12_000_001], PixelLayout.GREY8, 12_000_001, 1);

    assertThat(refusal.code()).isEqualTo("image-too-large");
  }

  @ParameterizedTest
  @EnumSource(PixelLayout.class)
  void everyLayoutGivesTheScene(PixelLayout layout) throws Exception {
    boolean grey = layout == PixelLayout.GREY8;
    BufferedImage scene = Pictures.scene(W, H, grey);
    float[] expected = colours(Pictures.frame(Pictures.png(scene)));

    float[] found = colours(frame(bytes(scene, layout), layout, W, H));

    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      error += Math.abs(expected[i] - found[i]);
    }
    // Four pixels share a colour: along the scene's thin lines that shows.
    boolean coarse = layout == PixelLayout.I420 || layout == PixelLayout.NV12;
    assertThat(error / expected.length).isCloseTo(0, within(coarse ? 8.0 : 1e-6));
  }

  @ParameterizedTest
  @EnumSource(PixelLayout.class)
  void buffersAreUsedAgain(PixelLayout layout) throws Exception {
    Frame frame = frame(new byte[(int) layout.bytes(W, H)], layout, W, H);
    reader.read(frame, Pictures.LIMITS, Lens.NONE, (w, h) -> 4);
    int growths = reader.growths();

    for (int i = 0; i < 20; i++) {
      reader.read(frame, Pictures.LIMITS, Lens.NONE, (w, h) -> 4).focus(10, 10, 80, 80, 1);
    }

    assertThat(reader.growths()).isEqualTo(growths);
  }

  @Test
  void aGreyPictureIsNotColourfulInWhateverWayItIsStored() throws Exception {
    BufferedImage grey = Pictures.scene(W, H, true);
    byte[] tinted = bytes(Pictures.scene(W, H, false), PixelLayout.I420);
    Arrays.fill(tinted, W * H, tinted.length, (byte) 140);

    assertThat(read(Pictures.frame(Pictures.jpeg(grey))).colourful()).isFalse();
    assertThat(read(Pictures.frame(Pictures.png(grey))).colourful()).isFalse();
    assertThat(read(frame(tinted, PixelLayout.I420, W, H)).colourful()).isFalse();
    assertThat(read(Pictures.frame(Pictures.png(Pictures.scene(W, H, false)))).colourful())
        .isTrue();
  }

  private float[] colours(Frame frame) throws VestibuleException {
    Picture picture = read(frame);
    FloatBuffer rgb = FloatBuffer.allocate(3 * W * H);
    picture.colour(Affine.IDENTITY, W, H, rgb, 0, 1, false);
    return rgb.array();
  }

  private Picture read(Frame frame) throws VestibuleException {
    return reader.read(frame, Pictures.LIMITS, Lens.NONE, (w, h) -> 1);
  }

  private VestibuleException refusal(byte[] bytes, PixelLayout layout, int width, int height) {
    return catchThrowableOfType(
        VestibuleException.class, () -> read(frame(bytes, layout, width, height)));
  }

  private static Frame frame(byte[] bytes, PixelLayout layout, int width, int height) {
    return new Frame(bytes, new FrameFormat.Raw(layout, width, height), Instant.EPOCH, 0);
  }

  /** The scene as a video decoder would give it; colour planes hold one pixel of each four. */
  private static byte[] bytes(BufferedImage scene, PixelLayout layout) {
    byte[] bytes = new byte[(int) layout.bytes(W, H)];
    Planes planes = new Planes();
    Rgb.shape(planes, W, H);
    for (int i = 0; i < W * H; i++) {
      int rgb = scene.getRGB(i % W, i / W);
      Rgb.put(planes, i, rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
      switch (layout) {
        case GREY8 -> bytes[i] = (byte) scene.getRaster().getSample(i % W, i / W, 0);
        case RGB24 -> pixel(bytes, 3 * i, rgb >> 16, rgb >> 8, rgb);
        case BGR24 -> pixel(bytes, 3 * i, rgb, rgb >> 8, rgb >> 16);
        case I420, NV12 -> bytes[i] = planes.luma[i];
      }
    }
    if (layout == PixelLayout.I420 || layout == PixelLayout.NV12) {
      int across = (W + 1) / 2;
      int count = across * ((H + 1) / 2);
      for (int i = 0; i < count; i++) {
        int from = i / across * 2 * W + i % across * 2;
        boolean planar = layout == PixelLayout.I420;
        bytes[W * H + (planar ? i : 2 * i)] = planes.cb[from];
        bytes[W * H + (planar ? count + i : 2 * i + 1)] = planes.cr[from];
      }
    }
    return bytes;
  }

  private static void pixel(byte[] bytes, int at, int first, int second, int third) {
    bytes[at] = (byte) first;
    bytes[at + 1] = (byte) second;
    bytes[at + 2] = (byte) third;
  }
}
