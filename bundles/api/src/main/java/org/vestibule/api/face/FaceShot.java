// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

/**
 * One picture for enrolment that was good enough. The picture itself is gone.
 *
 * @param template the face
 * @param quality how good it was
 */
public record FaceShot(FaceTemplate template, FaceQuality quality) {}
