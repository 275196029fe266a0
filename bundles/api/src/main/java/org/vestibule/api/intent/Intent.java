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
  /** Not spoken in a language that is understood: a person decides. */
  UNKNOWN_LANGUAGE,
  /** Not sure enough: a person decides. */
  UNCLEAR
}
