// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

/** What kind of answer a question asks for. It changes how much work is put into alternatives. */
public enum Expectation {
  /** Whatever comes. */
  ANYTHING,
  /** Yes or no. */
  YES_OR_NO,
  /** The number of an apartment; alternatives are given. */
  UNIT,
  /** Somebody's name; alternatives are given, those near to the hints first. */
  NAME
}
