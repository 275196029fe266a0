// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.event.EventFields;

/** The audit's newest lines, and on demand the check of its whole chain. */
final class AuditResource {
  private static final int LIMIT = 100;
  private static final int MAX = 1000;

  private final House house;

  AuditResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router.on("GET", "/audit", this::read);
  }

  private Reply read(Request request) throws Problem {
    int limit = request.limit(LIMIT, MAX);
    AuditTrail trail = House.need(house.audit, "audit trail");
    Map<String, Object> body = new LinkedHashMap<>();
    if (request.flag("verify")) {
      body.put("chain", verified(trail));
    }
    body.put("entries", EventFields.plain(trail.latest(limit)));
    return Reply.ok(body);
  }

  private static Map<String, Object> verified(AuditTrail trail) {
    Map<String, Object> chain = new LinkedHashMap<>();
    try {
      long good = trail.verify();
      chain.put("intact", true);
      chain.put("good", good);
    } catch (VestibuleException e) {
      chain.put("intact", false);
      chain.put("code", e.code());
      chain.put("sentence", e.getMessage());
    }
    return chain;
  }
}
