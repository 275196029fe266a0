// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Word error rate over signal-to-noise ratio as a picture, a line for each noise. Told apart by
 * dashes and marks as well as by colour; readable on a light and on a dark page.
 */
final class WerCurve {
  private static final double LEFT = 70;
  private static final double TOP = 60;
  private static final double WIDTH = 440;
  private static final double HEIGHT = 340;
  private static final int LEAST_DB = 0;
  private static final int MOST_DB = 20;
  private static final String[] DASHES = {"none", "8 4", "2 4", "10 3 2 3"};

  private WerCurve() {}

  /**
   * Draws what one listener made of the noises.
   *
   * @param model its id, for people
   */
  static String svg(String listener, String model, Answers answers) {
    Map<String, List<double[]>> curves = new LinkedHashMap<>();
    for (Condition condition : answers.conditions()) {
      if (condition.snr().isPresent()) {
        double percent = Wer.sum(answers.of(listener, condition)).percent();
        curves
            .computeIfAbsent(condition.band() + " " + condition.noise(), name -> new ArrayList<>())
            .add(new double[] {condition.snr().getAsInt(), percent});
      }
    }
    StringBuilder svg = new StringBuilder(head(model, curves));
    grid(svg);
    int at = 0;
    for (Map.Entry<String, List<double[]>> curve : curves.entrySet()) {
      curve.getValue().sort((a, b) -> Double.compare(a[0], b[0]));
      draw(svg, curve.getKey(), curve.getValue(), at++);
    }
    return svg.append("</svg>\n").toString();
  }

  private static String head(String model, Map<String, List<double[]>> curves) {
    StringBuilder description = new StringBuilder("Word errors in percent by decibels. ");
    curves.forEach(
        (name, points) -> {
          description.append(name).append(':');
          for (double[] point : points) {
            description.append(String.format(Locale.ROOT, " %.0f dB %.1f,", point[0], point[1]));
          }
          description.setCharAt(description.length() - 1, '.');
          description.append(' ');
        });
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 470" role="img" aria-labelledby="title desc">
        <title id="title">Word error rate over signal-to-noise ratio, %s</title>
        <desc id="desc">%s</desc>
        <style>
        svg { background: #fff; color: #222; font: 13px sans-serif }
        text { fill: currentColor }
        .grid { stroke: currentColor; stroke-opacity: .2 }
        .curve { fill: none; stroke-width: 2.5 }
        .wideband { stroke: #0b62c4 } .telephone { stroke: #a34700 }
        @media (prefers-color-scheme: dark) {
          svg { background: #16181c; color: #e6e6e6 }
          .wideband { stroke: #6db3ff } .telephone { stroke: #ffb070 }
        }
        </style>
        <text x="70" y="30">Word error rate over signal-to-noise ratio, %s</text>
        """
        .formatted(model, description.toString().trim(), model);
  }

  private static void grid(StringBuilder svg) {
    for (int percent = 0; percent <= 100; percent += 20) {
      line(svg, LEFT, y(percent), LEFT + WIDTH, y(percent));
      text(svg, LEFT - 8, y(percent) + 4, "end", percent + " %");
    }
    for (int decibels = LEAST_DB; decibels <= MOST_DB; decibels += 5) {
      line(svg, x(decibels), TOP, x(decibels), TOP + HEIGHT);
      text(svg, x(decibels), TOP + HEIGHT + 20, "middle", decibels + " dB");
    }
    text(svg, LEFT + WIDTH / 2, TOP + HEIGHT + 44, "middle", "signal-to-noise ratio");
  }

  private static void draw(StringBuilder svg, String name, List<double[]> points, int at) {
    String band = name.substring(0, name.indexOf(' '));
    String dashes = DASHES[at % DASHES.length];
    svg.append("<polyline class='curve ").append(band).append("' stroke-dasharray='");
    svg.append(dashes).append("' points='");
    for (double[] point : points) {
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point[0]), y(point[1])));
    }
    svg.append("'/>\n");
    double legend = TOP + 10 + 22 * at;
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class='curve %s' stroke-dasharray='%s' x1='530' y1='%.1f' x2='570' y2='%.1f'/>%n",
            band,
            dashes,
            legend,
            legend));
    text(svg, 578, legend + 4, "start", name);
  }

  private static double x(double decibels) {
    double held = Math.min(MOST_DB, Math.max(LEAST_DB, decibels));
    return LEFT + WIDTH * (held - LEAST_DB) / (MOST_DB - LEAST_DB);
  }

  private static double y(double percent) {
    return TOP + HEIGHT * (1 - Math.min(100, percent) / 100);
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
            text));
  }
}
