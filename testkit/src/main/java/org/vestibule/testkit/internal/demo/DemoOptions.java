// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

/**
 * The command line of the demonstration.
 *
 * @param gateway the gateway's address
 * @param data the gateway's data folder
 * @param fixtures where pictures and voices lie
 * @param json whether to print one line of JSON a visit
 */
record DemoOptions(String gateway, String data, String fixtures, boolean json) {
  static DemoOptions parse(String[] args) {
    String gateway = "";
    String data = "";
    String fixtures = "";
    boolean json = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--gateway" -> gateway = value(args, ++i);
        case "--data" -> data = value(args, ++i);
        case "--fixtures" -> fixtures = value(args, ++i);
        case "--json" -> json = true;
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (gateway.isEmpty() || data.isEmpty() || fixtures.isEmpty()) {
      throw new IllegalArgumentException("--gateway, --data and --fixtures are needed");
    }
    return new DemoOptions(gateway, data, fixtures, json);
  }

  private static String value(String[] args, int at) {
    if (at >= args.length) {
      throw new IllegalArgumentException(args[at - 1] + " needs a value");
    }
    return args[at];
  }
}
