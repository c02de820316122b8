"""Bare, worked, coated and open metal."""
TABLE = """
bare_metal [polished]: chromed metal, mirror metal, mirror finish metal, shiny metal, reflective metal
bare_metal [ground]: machined metal, ground metal plate, sanded metal, milled metal
bare_metal [cast]: foundry casting, cast metal surface, engine block metal, sand cast metal, anvil metal
bare_metal [forged]: wrought metal, blacksmith metal, forged metal, hand forged metal, medieval armor plate, armour plate
bare_metal [polished steel]: stainless steel, chrome steel, sword blade steel, knight armor steel, surgical steel, polished stainless steel
bare_metal [ground steel]: raw steel, mill steel, bare steel plate, machined steel
bare_metal [forged steel]: sword steel, blacksmith steel, plate armor, knight armor
bare_metal [forged iron]: wrought iron, blacksmith iron, viking iron, medieval iron
bare_metal [cast iron]: iron skillet, stove iron, radiator iron, cast iron pan, manhole iron, cauldron iron, old stove metal
bare_metal [chrome]: chrome plating, car chrome, chrome bumper, liquid chrome, mirror chrome, chromed steel
bare_metal [aluminium]: aluminum, aluminum sheet, aircraft aluminium, aluminium alloy, airplane metal
bare_metal [gold]: gold bar, gold ingot, gold plating, solid gold, gilded surface, gilding, golden metal, pure gold, bullion
bare_metal [copper]: copper sheet, raw copper, copper pot, copper cookware, bare copper, copper pan
bare_metal [brass]: brass plate, brass fitting, brass instrument, steampunk brass, trumpet brass, door knob brass
bare_metal [bronze]: bronze statue, bronze casting, bronze sculpture, bronze armor
bare_metal [titanium]: titanium alloy, aerospace metal
bare_metal [lead]: lead sheet, lead roofing, pewter, lead flashing
bare_metal [silver surface]: sterling silver, silverware, silver plating, silver ingot, cutlery silver, silver coin metal
bare_metal [zinc]: zinc sheet, zinc cladding, zinc countertop
bare_metal [gunmetal]: gun metal, blued steel, weapon metal, gun barrel metal, blackened steel
patina [#turquoise/brown]: verdigris, aged copper, green copper, weathered copper, copper oxide, oxidised metal with green crust, turquoise patina, old statue metal, statue of liberty copper
patina [verdigris copper; #turquoise/brown]: copper roof, green copper roof, church dome copper, copper dome, copper cladding with patina
patina [verdigris bronze]: old bronze, bronze statue with patina, ancient bronze, bronze relief
patina [verdigris brass]: old brass, shipwreck brass, steampunk brass with verdigris
hammered_metal: dented metal, planished metal, hand beaten metal, dimpled metal, peened metal, hammered sheet metal, blacksmith metal, hammered bowl
hammered_metal [hammered copper]: copper pot, copper kettle, beaten copper sheet, hammered copper bowl, copper cookware, copper sink
hammered_metal [hammered gold]: beaten gold, hammered gold plate, gold mask, ancient gold, golden armor
hammered_metal [hammered brass]: moroccan brass tray, brass bowl, beaten brass
hammered_metal [hammered bronze]: bronze shield, bronze bowl, ancient bronze armor, gong
hammered_metal [hammered silver]: silver bowl, beaten silver, silver jewellery
hammered_metal [hammered iron]: wrought iron, forged iron, blacksmith iron, plate armor, anvil forged metal
hammered_metal [hammered steel]: knight armor, plate armour, forged steel, medieval breastplate
metal_foil: wrinkled foil, crinkled foil, candy wrapper, wrapping foil, chocolate wrapper, gift wrap foil, foil sheet, emergency blanket, scrunched foil, metallic wrapping paper
metal_foil [tin foil]: aluminum foil, kitchen foil, baking foil, tinfoil, crumpled aluminium foil, crumpled tin foil, silver paper
metal_foil [gold foil]: gold leaf, golden wrapping foil, crumpled gold foil, gold wrapper, gilded foil
metal_foil [copper foil]: copper leaf, crumpled copper foil
galvanized: zinc plated metal, galvanized sheet, duct metal, hot dip galvanized steel, air duct, ventilation duct, steel bucket metal, zinc spangle, zinc sheet, spangled steel, galvanised bucket, trash can metal, galvanised steel sheet
rust: corroded iron, oxidized metal, rusty steel plate, corroded steel, weathered iron, rusty sheet, iron oxide, rusty surface, rust covered metal, scrap metal, junkyard metal, rusty barrel, shipwreck hull, rusty hull, oxidized iron, decayed metal, wasteland metal, post apocalyptic metal
rust [own; rusty metal plate]: corten steel, weathering steel, cor ten steel, rust skin
rust [flaky]: flaking rust, scaly rust, heavily corroded iron
brushed_metal [-turned]: satin metal, stainless sheet, appliance metal, fridge door, elevator panel, linished metal, hairline finish metal, satin finish metal, anodized metal, laptop metal, brushed alloy, kitchen appliance metal
brushed_metal [brushed steel]: brushed stainless steel, kitchen steel, elevator door steel
brushed_metal [brushed aluminium]: brushed aluminum, anodized aluminum, laptop aluminium
brushed_metal [turned]: jeweled metal, engine turned aluminium, watch dial metal, swirl finish metal, perlage, aircraft cowling metal
scratched_metal: scuffed metal, battered metal, worn steel plate, marred metal, damaged metal, used metal plate, scraped metal, metal with scuffs, worn armor, battle worn armor, toolbox metal, industrial metal plate, dented and scratched metal
painted_metal: flaking painted steel, old car paint, peeling paint, worn painted steel, shipping container paint, distressed painted metal, weathered paint on metal, chipped enamel, old truck door, rusty car body, barrel paint, industrial painted metal, painted ship hull, metal door with old paint, chipped paint
painted_metal [rusty]: rusty painted metal, rusty car door, rusted container wall, paint and rust, rust under paint
painted_metal [#yellow]: excavator paint, bulldozer metal, school bus metal
painted_metal [#green/olive]: tank paint, army vehicle metal, ammo box metal, military vehicle paint
diamond_plate [diamond plate]: checkerplate, chequer plate, tread plate steel, durbar plate, truck bed metal, anti slip steel, toolbox metal, floor plate, treadplate, non slip metal floor, steel floor plate, industrial floor metal, fire truck metal, metal stairs, trailer floor
diamond_plate [with a five bar pattern]: five bar tread plate, five bar plate
diamond_plate [with raised round studs]: dimpled floor plate, tactile metal plate, non slip metal floor, studded steel
metal_panels: steel plates, riveted plates, bolted plates, ship hull plates, industrial wall panels, armor plates, submarine hull, boiler plates, riveted hull, airplane skin, aircraft panels, warship hull, battleship plating, tank armor, riveted steel wall, steampunk metal panels, industrial metal wall, bulkhead, vault wall, bunker door metal
corrugated_metal: corrugated sheet, tin roof, corrugated roofing, wavy sheet metal, ribbed sheet metal, shed roof, container wall, shipping container, shanty wall, corrugated tin, tin shed, slum wall, metal roofing sheets, warehouse siding, ribbed metal siding, barn roof, corrugated fence, industrial siding
corrugated_metal [rusty]: rusty tin roof, rusty corrugated iron, rusty shed, rusted corrugated sheet, rusty container wall
chainmail: maille, ring armour, knight armour, mail armour, linked metal rings, medieval armour, mail shirt, hauberk, knight chainmail, woven metal rings, interlinked rings, warrior armor, butcher glove mesh
metal_grate: metal grille, steel mesh, catwalk, vent grille, industrial grating, drain cover, metal lattice, air vent, walkway grating
metal_grate [with round holes]: punched metal, speaker grille, perforated plate, punched steel sheet, metal with round holes, microphone grille
metal_grate [woven wire mesh]: wire screen, wire netting, sieve, sifter mesh, woven wire, mosquito screen, wire cloth
metal_grate [with parallel bars]: catwalk grating, floor grate, drain grate, gutter grate, walkway grate, steel walkway, sewer grate
metal_grate [with diamond holes]: expanded metal, expanded steel, diamond mesh metal, fence mesh, expanded metal sheet
metal_grate [with hexagonal holes]: hex mesh, hexagon grille, honeycomb grille, car grille, hexagonal mesh
scifi_panel: spaceship wall, starship hull, space station interior, sci fi floor, sci fi hull, mech armor, robot armor, cyberpunk wall, futuristic wall panel, spacecraft panels, space station wall, greebled hull, hard surface panels, alien spaceship wall, death star surface, sci fi corridor wall, greebles, spaceship floor, futuristic plating, star cruiser hull, robot plating
scifi_panel [glowing]: glowing sci fi wall, tron wall, neon lit panel
circuit_board: printed circuit, pcb board, electronics board, computer board, microchips, mainboard, chip board electronics, electronic circuit, cyber circuit, circuitry, computer chip, electronics, graphics card, tech circuit, green computer board
circuit_board [#blue/black/red/purple]: gaming motherboard
coins: coin hoard, treasure hoard, heap of coins, pile of money, loot, minted coins, medieval coins, pirate coins, hoard
coins [gold coins]: gold coin pile, golden treasure, doubloons, pirate gold, gold hoard, gold pieces
coins [silver coins]: silver coin pile, silver pieces, silver treasure
coins [copper coins]: pennies, copper pennies
damascus: damascus pattern, forge folded steel, damascus knife, sword blade pattern, damask steel, etched steel layers, pattern welded blade, wootz steel, damascus sword, layered forged steel
"""
