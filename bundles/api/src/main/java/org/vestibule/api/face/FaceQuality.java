// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

/**
 * What makes a face easy or hard to judge. Angles are estimates from five points, in degrees.
 *
 * @param height of the face's box, pixels
 * @param brightness mean, 0 to 255
 * @param contrast standard deviation of brightness, 0 to 128
 * @param sharpness variance of the Laplacian by the variance of brightness, percent
 * @param yaw positive when the person looks to their own left
 * @param pitch positive when they look up
 * @param roll positive when the head leans to their own left
 * @param occlusion how much seems to be covered, 0 to 1
 * @param score all of it in one number, 0 to 1: a crop's weight in a vote
 */
public record FaceQuality(
    double height,
    double brightness,
    double contrast,
    double sharpness,
    double yaw,
    double pitch,
    double roll,
    double occlusion,
    double score) {}
