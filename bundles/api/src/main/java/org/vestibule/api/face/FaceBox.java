// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

/**
 * Where a face is in the latest picture that was looked at: nothing of whose it is.
 *
 * @param track names it from picture to picture while it is there, for example {@code t3}
 * @param likelihood how sure the detector is that it is a face, 0 to 1
 * @param left where its box begins, as a share of the picture's width, 0 to 1
 * @param top as a share of the picture's height, 0 at the top, 1 at the bottom
 * @param width as a share of the picture's width
 * @param height as a share of the picture's height
 */
public record FaceBox(
    String track, double likelihood, double left, double top, double width, double height) {}
