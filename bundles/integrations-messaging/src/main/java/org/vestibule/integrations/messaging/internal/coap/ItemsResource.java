// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.californium.core.server.resources.Resource;

/**
 * A list whose items have resources of their own below it. One that exists is kept, so that it can
 * be observed; any other name is answered in the same way as one that the caller may not see.
 * Thread-safe.
 */
final class ItemsResource extends ViewResource {
  private final Function<String, View> item;
  private final Predicate<String> kept;
  private final Desk desk;
  private final Map<String, ViewResource> items = new ConcurrentHashMap<>();

  /**
   * @param kept whether an item of this name is there and is observed; a bounded number of names
   */
  ItemsResource(
      String name, View all, Function<String, View> item, Predicate<String> kept, Desk desk) {
    super(name, all, desk);
    this.item = item;
    this.kept = kept;
    this.desk = desk;
  }

  @Override
  public Resource getChild(String name) {
    return kept.test(name)
        ? items.computeIfAbsent(name, key -> make(key).observed())
        : items.getOrDefault(name, make(name));
  }

  /** Tells those who observe one item. */
  void look(String name) {
    ViewResource one = items.get(name);
    if (one != null) {
      one.look();
    }
  }

  /** Tells those who observe the list alone. */
  void lookAtList() {
    super.look();
  }

  @Override
  void look() {
    super.look();
    items.values().forEach(ViewResource::look);
  }

  private ViewResource make(String name) {
    ViewResource made = new ViewResource(name, item.apply(name), desk);
    made.setVisible(false);
    made.setPath("/" + getName() + "/");
    return made;
  }
}
