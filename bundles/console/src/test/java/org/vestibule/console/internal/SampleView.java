// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.VisitPicture;

/** What an invented camera sees: a porch, and somebody drawn who sways while they wait. */
final class SampleView {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final double SWAYS_PER_SECOND = 0.25;

  private SampleView() {}

  /** Draws the present moment as a JPEG file. */
  static Frame now() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    porch(pen);
    double turn = System.nanoTime() / 1e9 * SWAYS_PER_SECOND * 2 * Math.PI;
    visitor(pen, (int) Math.round(18 * Math.sin(turn)));
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Frame(out.toByteArray(), Instant.now(), System.nanoTime());
  }

  /** Draws a picture that is kept of a visit, and says where in it the face is that decided. */
  static VisitPicture kept() {
    Frame frame = now();
    return new VisitPicture(
        frame.capturedAt(), frame.bytes(), VisitPicture.Face.of(0.4, 0.2, 0.2, 0.36));
  }

  private static void porch(Graphics2D pen) {
    pen.setPaint(
        new GradientPaint(0, 0, new Color(150, 170, 190), 0, 300, new Color(205, 205, 195)));
    pen.fillRect(0, 0, WIDTH, 330);
    pen.setColor(new Color(122, 134, 112));
    pen.fillRect(0, 250, WIDTH, 80);
    pen.setColor(new Color(165, 158, 148));
    pen.fillRect(0, 330, WIDTH, 150);
    pen.setColor(new Color(92, 84, 78));
    pen.fillRect(0, 0, 60, HEIGHT);
    pen.fillRect(WIDTH - 60, 0, 60, HEIGHT);
  }

  private static void visitor(Graphics2D pen, int sway) {
    int x = WIDTH / 2 + sway;
    pen.setColor(new Color(52, 72, 98));
    pen.fillRoundRect(x - 100, 270, 200, 260, 90, 90);
    pen.setColor(new Color(214, 178, 150));
    pen.fillOval(x - 62, 110, 124, 160);
    pen.setColor(new Color(70, 50, 40));
    pen.fillArc(x - 66, 96, 132, 130, 0, 180);
    pen.fillOval(x - 34, 176, 12, 12);
    pen.fillOval(x + 22, 176, 12, 12);
    pen.setStroke(new BasicStroke(4));
    pen.drawArc(x - 24, 204, 48, 30, 200, 140);
    pen.setColor(new Color(176, 134, 88));
    pen.fillRect(x - 70, 360, 140, 90);
  }
}
