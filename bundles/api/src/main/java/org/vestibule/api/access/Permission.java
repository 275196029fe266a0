// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.access;

import java.util.Locale;

/** One thing that somebody may be allowed to do. What is not allowed is refused. */
public enum Permission {
  /** State of the gateway, its bundles, features and models; nothing of people. */
  SEE_HOUSE,
  /** Visits, live and past, and their summaries. */
  SEE_VISITS,
  /** Hear a visitor while a visit is open, and look through a door station at any time. */
  LISTEN,
  /** Answer those who ring for oneself, see them, and open the door to them. */
  ANSWER_CALLS,
  /** Say that a visitor was taken for somebody else. */
  CORRECT,
  /** The list of people: names, units, doors; never codes or templates. */
  SEE_PEOPLE,
  /** Enrol people, change them, set their tenancy. */
  ENROL,
  /** Erase people. */
  ERASE,
  /** Read the consent ledger. */
  SEE_CONSENTS,
  /** Note consent and withdrawal for others. */
  RECORD_CONSENT,
  /** Make a copy of all that is held of somebody. */
  EXPORT_PERSON,
  /** One's own consents, copy and erasure. */
  OWN_DATA,
  /** Read and verify the audit. */
  SEE_AUDIT,
  /** Take in, roll out and roll back models. */
  CHANGE_MODELS,
  /** Install, update and remove features. */
  CHANGE_FEATURES,
  /** Open, hold and lock doors by hand. */
  WORK_DOORS,
  /** Read rights, schedules, groups, passes and cards; never a code. */
  SEE_RIGHTS,
  /** Change rights, groups, passes and cards. */
  CHANGE_RIGHTS,
  /** Keys of readers, commissioning: what belongs to the wiring of doors. */
  WIRE_DOORS,
  /** Teach triage. */
  TEACH,
  /** The site's profile, retention and egress rules. */
  CHANGE_POLICY,
  /** Back up and check backups. */
  BACK_UP,
  /** Restore a backup. */
  RESTORE,
  /** Lock and open the vault, change its keys. */
  KEEP_VAULT,
  /** Passwords and keys for other systems: put, make and remove; nobody reads one. */
  KEEP_SECRETS,
  /** What left the building, and the papers. */
  SEE_COMPLIANCE,
  /** Sign papers off. */
  SIGN_PAPERS,
  /** Read accounts and grants. */
  SEE_ACCOUNTS,
  /** Make, change and lock accounts. */
  CHANGE_ACCOUNTS,
  /** Add demonstration data and remove them. */
  DEMONSTRATE;

  /** Returns the name as it stands in the OpenAPI file and in messages, for example see-house. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
