// SPDX-License-Identifier: Apache-2.0
package org.apache.activemq.artemis.logs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Stands in for the class of the same name of Artemis, by which every logger of it is made: it
 * comes first on the class path. Artemis writes an audit of its own, each message with its content,
 * into the log at the level INFO, which is the container's; what is said in a building is nothing
 * for a log. So those loggers are silent, whatever the level; all others are as they were.
 * Thread-safe.
 */
public final class BundleFactory {
  private static final String AUDIT = "org.apache.activemq.audit";

  private BundleFactory() {}

  /** Makes the logger of a type under the type's own name. */
  public static <T> T newBundle(Class<T> type) {
    return newBundle(type, type.getName());
  }

  /** Makes the logger of a type under another name. */
  public static <T> T newBundle(Class<T> type, String category) {
    Logger logger =
        category.startsWith(AUDIT)
            ? NOPLogger.NOP_LOGGER
            : warnings(LoggerFactory.getLogger(category));
    try {
      return Class.forName(type.getName() + "_impl", true, type.getClassLoader())
          .asSubclass(type)
          .getConstructor(Logger.class)
          .newInstance(logger);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalArgumentException("no logger for " + type.getName(), e);
    }
  }

  private static Logger warnings(Logger whole) {
    return (Logger)
        Proxy.newProxyInstance(
            // A logger's own types are visible to its own loader only.
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "info" -> null;
                  case "isInfoEnabled" -> false;
                  default -> method.invoke(whole, arguments);
                });
  }
}
