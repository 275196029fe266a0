// SPDX-License-Identifier: Apache-2.0
/**
 * Attack instruments that are generated: deterministic, by formulas that each class names, and
 * always called generated. They show what moves a score; they are no sample of real attacks.
 */
package org.vestibule.evaluation.species;
