// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.notice;

/** Whom a notice is for. A site without such a person tells everybody. */
public enum Audience {
  RESIDENTS,
  MANAGER,
  EVERYBODY
}
