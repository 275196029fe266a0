// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;

/** Demonstration data: asked for by whoever owns the house, and removed whole. */
final class DemoResource {
  private final DemoDesk desk;

  DemoResource(DemoDesk desk) {
    this.desk = desk;
  }

  void routes(Router router) {
    router
        .on(Permission.DEMONSTRATE, "GET", "/demo-data", request -> Reply.ok(desk.state()))
        .on(Permission.DEMONSTRATE, "POST", "/demo-data", this::make)
        .on(Permission.DEMONSTRATE, "DELETE", "/demo-data", this::remove);
  }

  private Reply make(Request request) throws VestibuleException {
    desk.make(request);
    return Reply.created(desk.state());
  }

  private Reply remove(Request request) throws VestibuleException {
    List<String> left = desk.remove(request);
    Map<String, Object> plain = new LinkedHashMap<>(desk.state());
    if (!left.isEmpty()) {
      plain.put("left", left);
    }
    return Reply.ok(plain);
  }
}
