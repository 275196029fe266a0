// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

/** What a visitor wants. */
public enum Intent {
  DELIVERY,
  SERVICE_WORKER,
  GUEST,
  VENDOR,
  EMERGENCY,
  FORGOT_KEY,
  WRONG_ADDRESS,
  OTHER,
  /** Not sure enough: a person decides. */
  UNCLEAR
}
