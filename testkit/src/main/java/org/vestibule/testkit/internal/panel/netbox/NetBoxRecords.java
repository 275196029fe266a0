// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel.netbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.vestibule.testkit.internal.panel.netbox.NetBoxSimulator.Person;

/** What a simulated NetBox knows, and how it writes it down, page by page. Thread-safe. */
final class NetBoxRecords {
  private static final int PAGE_SIZE = 2;

  private final Map<Integer, String> portals = new ConcurrentSkipListMap<>();
  private final Map<Integer, String> states = new ConcurrentHashMap<>();
  private final List<Person> people = new CopyOnWriteArrayList<>();
  private final Predicate<String> omits;

  /**
   * @param omits the fields that are left out
   */
  NetBoxRecords(Predicate<String> omits) {
    this.omits = omits;
  }

  void portal(int key, String name) {
    portals.put(key, name);
    states.put(key, "locked");
  }

  boolean has(String key) {
    return key.matches("[0-9]{1,9}") && portals.containsKey(Integer.parseInt(key));
  }

  void move(int portal, String state) {
    states.put(portal, state);
  }

  String state(int portal) {
    return states.get(portal);
  }

  void people(List<Person> everyone) {
    people.clear();
    people.addAll(everyone);
  }

  String portals(NbapiRequest request) {
    List<String> all = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    portals.forEach(
        (key, name) -> {
          keys.add(key);
          all.add("<PORTAL>" + field("PORTALKEY", "" + key) + field("NAME", name) + "</PORTAL>");
        });
    return page("PORTALS", keys, all, request);
  }

  String persons(NbapiRequest request) {
    List<String> all = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    for (Person person : people) {
      StringBuilder xml = new StringBuilder("<PERSON>").append(field("PERSONID", person.id()));
      new TreeMap<>(person.fields()).forEach((name, value) -> xml.append(field(name, value)));
      xml.append("<ACCESSCARDS>");
      for (Map<String, String> card : person.cards()) {
        xml.append("<ACCESSCARD>");
        new TreeMap<>(card).forEach((name, value) -> xml.append(field(name, value)));
        xml.append("</ACCESSCARD>");
      }
      keys.add(keys.size() + 1);
      all.add(xml.append("</ACCESSCARDS></PERSON>").toString());
    }
    return page("PEOPLE", keys, all, request);
  }

  private String page(String list, List<Integer> keys, List<String> all, NbapiRequest request) {
    String wanted = request.value("STARTFROMKEY");
    int from = wanted.isEmpty() ? 0 : Math.max(0, keys.indexOf(Integer.parseInt(wanted)));
    int to = Math.min(all.size(), from + PAGE_SIZE);
    String next = to < all.size() ? "" + keys.get(to) : "-1";
    return "<"
        + list
        + ">"
        + String.join("", all.subList(from, to))
        + "</"
        + list
        + ">"
        + field("NEXTKEY", next);
  }

  String field(String name, String value) {
    return omits.test(name)
        ? ""
        : "<" + name + ">" + NbapiRequest.escaped(value) + "</" + name + ">";
  }
}
