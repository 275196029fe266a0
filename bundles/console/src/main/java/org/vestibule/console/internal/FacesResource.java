// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.OperatingPoint;

/** The thresholds in force, and how well each is founded. */
final class FacesResource {
  private final House house;

  FacesResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router.within(
        Permission.SEE_HOUSE, "GET", "/faces/operating-points", request -> Reply.ok(points()));
  }

  private List<Object> points() throws Problem {
    FaceThresholds thresholds = House.need(house.thresholds, "face thresholds");
    List<Object> points = new ArrayList<>();
    for (OperatingPoint point : thresholds.inForce()) {
      points.add(plain(point));
    }
    return points;
  }

  /** JSON has no NaN: what is not known is left out. */
  private static Map<String, Object> plain(OperatingPoint point) {
    Map<String, Object> plain = new LinkedHashMap<>();
    ((Map<?, ?>) EventFields.plain(point))
        .forEach(
            (key, value) -> {
              if (!(value instanceof Double number) || Double.isFinite(number)) {
                plain.put((String) key, value);
              }
            });
    return plain;
  }
}
