// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody is in this building, and thus allowed. Least privilege: whoever needs two roles is
 * granted both. An owner is a manager who may also grant roles and keep the vault.
 */
public enum Role {
  /** Somebody who lives or works here: what concerns themselves. */
  RESIDENT(Permission.OWN_DATA, Permission.ANSWER_CALLS),
  /** Runs the building: people, visits, consent. */
  MANAGER(
      Permission.SEE_HOUSE,
      Permission.SEE_VISITS,
      Permission.LISTEN,
      Permission.ANSWER_CALLS,
      Permission.CORRECT,
      Permission.WORK_DOORS,
      Permission.SEE_RIGHTS,
      Permission.CHANGE_RIGHTS,
      Permission.SEE_PEOPLE,
      Permission.ENROL,
      Permission.ERASE,
      Permission.SEE_CONSENTS,
      Permission.RECORD_CONSENT,
      Permission.TEACH,
      Permission.SEE_COMPLIANCE),
  /** Installs features and wires panels; sees no people and no visits. */
  INTEGRATOR(
      Permission.SEE_HOUSE,
      Permission.CHANGE_FEATURES,
      Permission.CHANGE_MODELS,
      Permission.WIRE_DOORS,
      Permission.KEEP_SECRETS),
  /** Remote operations: models, updates, backups; sees no people and no visits. */
  OPERATIONS(
      Permission.SEE_HOUSE,
      Permission.CHANGE_FEATURES,
      Permission.CHANGE_MODELS,
      Permission.BACK_UP),
  /** Consent, erasure, copies, papers. */
  DATA_PROTECTION_OFFICER(
      Permission.SEE_HOUSE,
      Permission.SEE_PEOPLE,
      Permission.ERASE,
      Permission.SEE_CONSENTS,
      Permission.RECORD_CONSENT,
      Permission.EXPORT_PERSON,
      Permission.SEE_AUDIT,
      Permission.CHANGE_POLICY,
      Permission.SEE_COMPLIANCE,
      Permission.SIGN_PAPERS),
  /** Reads what was done, changes nothing. */
  AUDITOR(
      Permission.SEE_HOUSE,
      Permission.SEE_CONSENTS,
      Permission.SEE_AUDIT,
      Permission.SEE_COMPLIANCE,
      Permission.SEE_ACCOUNTS),
  /** A building system: state and visits, nothing to change. */
  SYSTEM(Permission.SEE_HOUSE, Permission.SEE_VISITS),
  /** A building system that may work doors, and sees no visits. */
  DOOR_SYSTEM(Permission.SEE_HOUSE, Permission.WORK_DOORS),
  /** Whom the gateway belongs to. */
  OWNER(Permission.values());

  private final Set<Permission> permissions;

  Role(Permission... permissions) {
    EnumSet<Permission> set = EnumSet.noneOf(Permission.class);
    Collections.addAll(set, permissions);
    this.permissions = Collections.unmodifiableSet(set);
  }

  /** Returns what it allows. */
  public Set<Permission> permissions() {
    return permissions;
  }

  /** Returns the name as it stands in tokens and settings, for example data-protection-officer. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a role by its {@link #label}. */
  public static Optional<Role> of(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }
}
