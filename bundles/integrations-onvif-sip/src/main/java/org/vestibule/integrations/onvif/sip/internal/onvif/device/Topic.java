// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

/**
 * What is told, with the names of its items. The first three paths were seen in answers of real
 * devices; those of the door are of the Door Control Service Specification, and that of objects is
 * of the Analytics Service Specification, annex A: believed, and not held against a device.
 *
 * @param path for example {@code tns1:Device/Trigger/DigitalInput}
 * @param source the name of the item that says whose it is
 * @param data the name of the item that says how it is
 */
record Topic(String path, String source, String data) {
  static final Topic BELL =
      new Topic("tns1:Device/Trigger/DigitalInput", "InputToken", "LogicalState");
  static final Topic MOTION = new Topic("tns1:VideoSource/MotionAlarm", "Source", "State");
  static final Topic OBJECTS =
      new Topic("tns1:RuleEngine/ObjectDetection/Object", "VideoSource", "ClassTypes");
  static final Topic LOCK = new Topic("tns1:Door/State/LockPhysicalState", "DoorToken", "State");
  static final Topic LEAF = new Topic("tns1:Door/State/DoorPhysicalState", "DoorToken", "State");
  static final Topic ALARM = new Topic("tns1:Door/State/DoorAlarm", "DoorToken", "State");
  static final Topic TAMPER = new Topic("tns1:Door/State/DoorTamper", "DoorToken", "State");
  static final Topic FAULT = new Topic("tns1:Door/State/DoorFault", "DoorToken", "State");
}
