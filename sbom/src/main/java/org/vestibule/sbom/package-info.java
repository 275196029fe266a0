// SPDX-License-Identifier: Apache-2.0
/** The bills of materials: what is in the distribution, and which models there are. */
package org.vestibule.sbom;
