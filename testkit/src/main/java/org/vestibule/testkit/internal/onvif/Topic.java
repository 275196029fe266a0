// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

/**
 * What is told of one thing, as a property that has a state at each time.
 *
 * @param path for example {@code tns1:Device/Trigger/DigitalInput}
 * @param source the name of the source's item
 * @param token its value
 * @param data the name of the state's item
 */
record Topic(String path, String source, String token, String data) {
  static Topic input(String token) {
    return new Topic("tns1:Device/Trigger/DigitalInput", "InputToken", token, "LogicalState");
  }

  static Topic relay(String token) {
    return new Topic("tns1:Device/Trigger/Relay", "RelayToken", token, "LogicalState");
  }

  static Topic motion(String token) {
    return new Topic("tns1:VideoSource/MotionAlarm", "Source", token, "State");
  }
}
