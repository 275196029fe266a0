// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.StationId;

/** A grant as a caller writes it: a role, and the doors and stations that it is bound to. */
record GrantForm(String role, Set<String> doors, Set<String> stations) {
  private static final int MOST = 20;

  /** Returns the grants that a body asks for. */
  static Set<Grant> checked(List<GrantForm> forms) throws Problem {
    if (forms == null
        || forms.isEmpty()
        || forms.size() > MOST
        || forms.stream().anyMatch(Objects::isNull)) {
      throw Problem.invalid(
          "grants", "none or many", "1 to " + MOST, "Send [{\"role\": \"manager\"}].");
    }
    Set<Grant> grants = new HashSet<>();
    for (GrantForm form : forms) {
      grants.add(form.grant());
    }
    return grants;
  }

  private Grant grant() throws Problem {
    Role wanted =
        Arrays.stream(Role.values())
            .filter(each -> label(each).equals(role))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "role",
                        role == null ? "none" : Request.shortened(role),
                        Arrays.stream(Role.values())
                            .map(GrantForm::label)
                            .collect(Collectors.joining(", ")),
                        "Name one of these roles."));
    try {
      return new Grant(
          wanted,
          names(doors).map(DoorId::new).collect(Collectors.toSet()),
          names(stations).map(StationId::new).collect(Collectors.toSet()));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw Problem.invalid(
          "doors or stations",
          "another form",
          "1 to 63 of a-z, 0-9 and '-'",
          "Check the spelling.");
    }
  }

  private static Stream<String> names(Set<String> given) {
    return given == null ? Stream.empty() : given.stream();
  }

  private static String label(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns grants in the form in which they are asked for, by role. */
  static List<Map<String, Object>> plain(Set<Grant> grants) {
    return grants.stream().sorted(Comparator.comparing(Grant::role)).map(GrantForm::plain).toList();
  }

  private static Map<String, Object> plain(Grant grant) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("role", label(grant.role()));
    plain.put("doors", grant.doors().stream().map(DoorId::value).sorted().toList());
    plain.put("stations", grant.stations().stream().map(StationId::value).sorted().toList());
    return plain;
  }
}
