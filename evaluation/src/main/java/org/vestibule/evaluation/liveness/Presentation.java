// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * One presentation: one picture, or a few in a row.
 *
 * @param group its species, or what kind of bona fide it is
 * @param source what it was made of or read from, for a list
 * @param attack whether it is one
 * @param pictures makes or reads the files, in order
 */
record Presentation(String group, String source, boolean attack, Callable<List<byte[]>> pictures) {}
