// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;

/** Pictures that come as files: black where they are masked, or not passed on at all. */
class PictureFilesTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;

  /** The upper left quarter of the upright picture. */
  private static final Areas CORNER =
      new Areas(
          List.of(
              new Outline(
                  List.of(
                      new Corner(0, 0),
                      new Corner(0.5, 0),
                      new Corner(0.5, 0.5),
                      new Corner(0, 0.5)))),
          List.of());

  private final LiveAreas areas = new LiveAreas(CORNER);
  private final PictureFiles files = new PictureFiles(areas);

  @Test
  void whatCannotBePaintedIsNotPassedOn() throws Exception {
    byte[] whole = file("jpeg", BufferedImage.TYPE_INT_RGB);
    byte[] broken = Arrays.copyOf(whole, 40);
    assertThat(refused(broken).code()).isEqualTo("picture-unmaskable");
    byte[] webp = "RIFF\0\0\0\0WEBPVP8L".getBytes();
    assertThat(refused(webp).found()).isEqualTo("a file of another kind");
    assertThat(refused(webp).remedy()).contains("remove its masks");
    assertThat(refused(new byte[0]).input()).isEqualTo("picture of station front");
    assertThat(refused(large(whole)).found()).isEqualTo("1073676289 pixels");
  }

  @Test
  void sixteenBitsAChannelAreNotPassedOn() throws Exception {
    ColorModel deep =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(
        new BufferedImage(deep, deep.createCompatibleWritableRaster(4, 4), false, null),
        "png",
        out);
    assertThat(refused(out.toByteArray()).found()).isEqualTo("64 bits a pixel");
  }

  @Test
  void whatTakesTooLongIsNotPassedOn() throws Exception {
    byte[] whole = file("jpeg", BufferedImage.TYPE_INT_RGB);
    VestibuleException late =
        catchThrowableOfType(
            () -> new PictureFiles(areas, 0).masked(whole, "front"), VestibuleException.class);
    assertThat(late.found()).isEqualTo("one that takes too long to decode");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_3BYTE_BGR
      })
  void aJpegIsBlackWhereItIsMaskedAndAsBeforeElsewhere(int type) throws Exception {
    assertHidden(files.masked(file("jpeg", type), "front"), WIDTH, HEIGHT);
  }

  @Test
  void aPngIsMaskedAsWell() throws Exception {
    assertHidden(files.masked(file("png", BufferedImage.TYPE_INT_ARGB), "front"), WIDTH, HEIGHT);
  }

  @ParameterizedTest
  @CsvSource({"2,false", "3,false", "4,false", "5,true", "6,true", "7,true", "8,true"})
  void theMaskLiesOnTheUprightPictureHoweverTheCameraWasHeld(int orientation, boolean lies)
      throws Exception {
    byte[] turned = oriented(file("jpeg", BufferedImage.TYPE_INT_RGB), orientation);
    byte[] masked = files.masked(turned, "front");
    assertHidden(masked, lies ? HEIGHT : WIDTH, lies ? WIDTH : HEIGHT);
    assertThat(Orientation.of(masked)).as("nobody turns it once more").isEqualTo(1);
  }

  @Test
  void otherMasksHoldFromTheNextPictureOnAndWithoutMasksAPicturePassesAsItCame() throws Exception {
    byte[] whole = file("jpeg", BufferedImage.TYPE_INT_RGB);
    files.masked(whole, "front");
    areas.set(Areas.NONE);
    assertThat(files.masked(whole, "front")).isSameAs(whole);
    areas.set(CORNER);
    assertHidden(files.masked(whole, "front"), WIDTH, HEIGHT);
  }

  private static void assertHidden(byte[] masked, int width, int height) throws Exception {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(masked));
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
    // A block of the coding at the mask's edge has a little of what is beside it.
    assertThat(green(picture, 2, 2)).isLessThan(12);
    assertThat(green(picture, width / 2 - 9, height / 2 - 9)).isLessThan(12);
    assertThat(green(picture, width / 2 + 9, height / 2 + 9)).isBetween(180, 220);
    assertThat(green(picture, width - 2, 2)).isBetween(180, 220);
    assertThat(green(picture, 2, height - 2)).isBetween(180, 220);
  }

  private static int green(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) >> 8 & 0xff;
  }

  private static byte[] file(String format, int type) throws Exception {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        picture.getRaster().setPixel(x, y, new int[] {200, 200, 200, 255});
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, format, out);
    return out.toByteArray();
  }

  /** Behind the first two bytes: an Exif block with nothing but the orientation. */
  private static byte[] oriented(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] both = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, both, 0, 2);
    System.arraycopy(exif, 0, both, 2, exif.length);
    System.arraycopy(jpeg, 2, both, 2 + exif.length, jpeg.length - 2);
    return both;
  }

  /** Claims to have 32767 by 32767 pixels. */
  private static byte[] large(byte[] jpeg) {
    byte[] claims = jpeg.clone();
    for (int i = 0; i + 8 < claims.length; i++) {
      if (claims[i] == (byte) 0xff && claims[i + 1] == (byte) 0xc0) {
        Arrays.fill(claims, i + 5, i + 9, (byte) 0xff);
        claims[i + 5] = 0x7f;
        claims[i + 7] = 0x7f;
        return claims;
      }
    }
    throw new AssertionError("no frame header");
  }

  private VestibuleException refused(byte[] file) {
    return catchThrowableOfType(VestibuleException.class, () -> files.masked(file, "front"));
  }
}
