// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

/** What a system says of one presentation (ISO/IEC 30107-3). */
enum Answer {
  /** Classified as a living person. */
  BONA_FIDE,
  /** Classified as an attack. */
  ATTACK,
  /** No face was found, or it could not be told. */
  NONE
}
