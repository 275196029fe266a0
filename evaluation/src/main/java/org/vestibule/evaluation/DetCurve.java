// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.util.Locale;

/**
 * The trade between false accepts and false rejects as a picture, both axes in normal deviates (A.
 * Martin et al., "The DET Curve in Assessment of Detection Task Performance", Eurospeech 1997). It
 * is readable on a light and on a dark page.
 */
final class DetCurve {
  private static final double[] TICKS = {1e-5, 1e-4, 1e-3, 0.01, 0.05, 0.2, 0.4};
  private static final double LEFT = 80;
  private static final double TOP = 50;
  private static final double SIDE = 440;

  private DetCurve() {}

  /**
   * Draws.
   *
   * @param genuine similarities of the same person, sorted
   * @param impostor similarities of different people, sorted
   */
  static String svg(String title, float[] genuine, float[] impostor) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 560" role="img" aria-label="DET curve">
        <style>
        svg { background: #fff; color: #222; font: 13px sans-serif }
        text { fill: currentColor }
        .grid { stroke: currentColor; stroke-opacity: .2 }
        .curve { fill: none; stroke: #0b62c4; stroke-width: 2.5 }
        @media (prefers-color-scheme: dark) {
          svg { background: #16181c; color: #e6e6e6 } .curve { stroke: #6db3ff }
        }
        </style>
        """);
    text(svg, LEFT, 28, "start", title);
    for (double tick : TICKS) {
      double at = place(tick);
      String label = String.format(Locale.ROOT, tick < 0.001 ? "%.3g %%" : "%.1f %%", 100 * tick);
      line(svg, LEFT + at, TOP, LEFT + at, TOP + SIDE);
      line(svg, LEFT, TOP + SIDE - at, LEFT + SIDE, TOP + SIDE - at);
      text(svg, LEFT + at, TOP + SIDE + 18, "middle", label);
      text(svg, LEFT - 8, TOP + SIDE - at + 4, "end", label);
    }
    text(svg, LEFT + SIDE / 2, TOP + SIDE + 42, "middle", "false accepts");
    svg.append("<text transform='translate(18 270) rotate(-90)' text-anchor='middle'>")
        .append("false rejects</text>\n<polyline class='curve' points='");
    int rejected = 0;
    for (int i = 0; i < impostor.length; i++) {
      while (rejected < genuine.length && genuine[rejected] <= impostor[i]) {
        rejected++;
      }
      double accepts = (double) (impostor.length - 1 - i) / impostor.length;
      double rejects = (double) rejected / genuine.length;
      boolean ends = accepts <= 0 || accepts > TICKS[TICKS.length - 1];
      if (!ends && (impostor.length - i < 2000 || i % 50 == 0)) {
        svg.append(
            String.format(
                Locale.ROOT, "%.1f,%.1f ", LEFT + place(accepts), TOP + SIDE - place(rejects)));
      }
    }
    return svg.append("'/>\n</svg>\n").toString();
  }

  private static double place(double rate) {
    double low = deviate(TICKS[0]);
    double high = deviate(TICKS[TICKS.length - 1]);
    double held = Math.min(Math.max(rate, TICKS[0]), TICKS[TICKS.length - 1]);
    return SIDE * (deviate(held) - low) / (high - low);
  }

  /** The normal quantile, Abramowitz and Stegun 26.2.23: to 4.5e-4, which no eye sees. */
  static double deviate(double rate) {
    if (rate > 0.5) {
      return -deviate(1 - rate);
    }
    double t = Math.sqrt(-2 * Math.log(rate));
    return (2.515517 + t * (0.802853 + t * 0.010328))
            / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
        - t;
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class='grid' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>%n",
            x,
            y,
            anchor,
            text.replace("&", "&amp;").replace("<", "&lt;")));
  }
}
