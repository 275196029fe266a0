// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

/** Element types that the house's models use. */
public enum ElementType {
  FLOAT32,
  INT64,
  BOOL
}
