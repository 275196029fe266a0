// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Multinomial logistic regression with an L2 penalty on the weights, not on the bias.
 *
 * <p>Minimises the mean negative log likelihood + l2/2 times the squared weights over all samples
 * at once, from zero, by L-BFGS (Nocedal and Wright 2006, "Numerical Optimization", algorithm 7.5)
 * with steps that are halved until the loss falls enough (Armijo). The problem is strictly convex
 * in the weights: there is one answer, no seed, and the same bits for the same input.
 */
public final class SoftmaxRegression {
  private static final int MOST_STEPS = 500;
  private static final int MEMORY = 10;
  private static final int MOST_HALVINGS = 40;
  private static final double ENOUGH = 1e-4;

  private final Loss loss;
  private final double smallGradient;
  private final Deque<double[][]> memory = new ArrayDeque<>();

  private SoftmaxRegression(Loss loss, double smallGradient) {
    this.loss = loss;
    this.smallGradient = smallGradient;
  }

  /**
   * Fits.
   *
   * @param samples rows of one length
   * @param labels for each row its class, 0 to classes - 1
   * @param l2 weight of the penalty, above 0
   * @param smallGradient the largest absolute value of the gradient that is small enough
   * @return for each class its weights, and its bias as the last value
   */
  public static double[][] fit(
      float[][] samples, int[] labels, int classes, double l2, double smallGradient) {
    int dimensions = samples[0].length;
    Loss loss = new Loss(samples, labels, classes, l2);
    double[] flat = new SoftmaxRegression(loss, smallGradient).descend();
    double[][] rows = new double[classes][dimensions + 1];
    for (int i = 0; i <= dimensions; i++) {
      for (int k = 0; k < classes; k++) {
        rows[k][i] = flat[i * classes + k];
      }
    }
    return rows;
  }

  private double[] descend() {
    double[] at = new double[loss.size()];
    double[] gradient = new double[at.length];
    double value = loss.at(at, gradient);
    for (int step = 0; step < MOST_STEPS && largest(gradient) > smallGradient; step++) {
      double[] direction = direction(gradient);
      double slope = dot(direction, gradient);
      double[] next = new double[at.length];
      double[] nextGradient = new double[at.length];
      double length = 1;
      double reached = Double.POSITIVE_INFINITY;
      for (int halved = 0; halved < MOST_HALVINGS; halved++, length /= 2) {
        for (int i = 0; i < at.length; i++) {
          next[i] = at[i] + length * direction[i];
        }
        reached = loss.at(next, nextGradient);
        if (reached <= value + ENOUGH * length * slope) {
          break;
        }
      }
      if (!(reached < value)) {
        return at;
      }
      remember(minus(next, at), minus(nextGradient, gradient));
      at = next;
      gradient = nextGradient;
      value = reached;
    }
    return at;
  }

  /** The two-loop recursion, algorithm 7.4 there. */
  private double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    double[] alpha = new double[memory.size()];
    int at = 0;
    for (double[][] pair : memory) {
      alpha[at] = dot(pair[0], q) / dot(pair[0], pair[1]);
      add(q, -alpha[at], pair[1]);
      at++;
    }
    double scale = -1;
    if (!memory.isEmpty()) {
      double[][] newest = memory.peekFirst();
      scale = -dot(newest[0], newest[1]) / dot(newest[1], newest[1]);
    }
    for (int i = 0; i < q.length; i++) {
      q[i] *= scale;
    }
    for (Iterator<double[][]> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
      double[][] pair = oldest.next();
      at--;
      add(q, -alpha[at] - dot(pair[1], q) / dot(pair[0], pair[1]), pair[0]);
    }
    return q;
  }

  private void remember(double[] moved, double[] turned) {
    if (dot(moved, turned) > Double.MIN_NORMAL) {
      memory.addFirst(new double[][] {moved, turned});
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  private static double largest(double[] vector) {
    double largest = 0;
    for (double value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    add(difference, -1, b);
    return difference;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    return dot;
  }
}
