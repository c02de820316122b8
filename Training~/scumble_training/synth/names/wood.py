"""Timber, boards, bamboo, cork and basketry."""
TABLE = """
planks [wood floor]: hardwood flooring, laminate flooring, wooden flooring, timber floor, plank floor, cabin floor, strip flooring, parlour floor, polished floorboards, ship deck, living room floor, gym floor, tavern floor
planks [-wood floor]: boards, timber cladding, wooden boarding, wood siding, board wall, plank wall, shed wall, crate wood, wooden crate, plank fence, decking, deck boards, pier boards, jetty planks, shiplap, timber boards, lumber, sawn timber, hull planking, cabin wall, wooden door boards, wooden bridge planks, lumber boards
planks [barn wood]: barn siding, reclaimed wood, weathered wood, driftwood boards, old fence boards, wharf planks, dock planks, weathered decking, rustic barn wood, pallet wood, shipwreck planks, old pier, pirate ship deck, ghost town wood
planks [with painted boards]: painted wood, painted planks, painted boards, beach hut boards, painted fence, painted wood siding, painted timber wall, painted clapboard, shabby chic boards
planks [pine planks]: pine boards, softwood boards, knotty pine, spruce boards
planks [cedar planks]: cedar siding, cedar decking, cedar cladding
planks [teak planks]: teak decking, yacht deck, teak deck
planks [oak planks]: oak boards, oak beams, tudor oak boards
parquet: parquetry, wood block floor, ballroom floor, inlaid wood floor, wooden block flooring, palace parquet, apartment parquet, hardwood parquet, museum floor, dance floor, patterned wood floor
parquet [herringbone]: herringbone wood floor, herringbone hardwood, parisian floor, fishbone parquet, herringbone flooring, herringbone boards
parquet [chevron]: chevron hardwood floor, chevron flooring, hungarian point parquet, zigzag parquet
parquet [basket weave]: basket weave wood floor, block parquet, mosaic parquet, checkered wood floor, square parquet, finger parquet
wood [-burl]: timber surface, wood panel, tabletop, desk surface, furniture wood, cutting board, solid wood, table top, wood plank, carved wood, cabinet wood, door panel, guitar wood, wood grain panel, butcher block, wooden table, piece of timber
wood [-burl; varnished]: lacquered wood, polished wood, polished tabletop, furniture finish, violin wood, gun stock wood, yacht wood, wood dashboard
wood [-burl; raw]: raw timber, unfinished wood, sanded wood, bare wood, untreated wood
wood [burl]: burl wood, burlwood dashboard, luxury car wood trim, root wood, burr veneer, swirled wood
wood [driftwood]: sun bleached wood, grey weathered timber
log_wall: log house, log cabin, timber log wall, lodge wall, round timber wall, cabin logs, blockhouse wall, frontier cabin wall, log house wall, ranch log wall
log_wall [palisade]: palisade wall, stockade, log fence, wooden fort wall, viking palisade, fort wall of logs, tree trunk fence
log_wall [with bark]: rough logs, unpeeled logs, logs with bark
log_ends: log pile, stacked timber, firewood, woodpile, timber stack, lumber pile, cut tree trunks, tree rings, log cross sections, wood slices, fire wood stack, cut log ends, chopped wood, pile of firewood, fireplace logs, wood rounds, tree stumps
bamboo: bamboo screen, tiki wall, asian fence, japanese fence, tropical hut wall, bamboo surface, cane fence
bamboo [bamboo canes]: bamboo stems, bamboo sticks, bamboo grove, cane wall, bamboo rods, bamboo palisade, reed fence, bamboo cane fence
bamboo [bamboo slats]: bamboo blinds, bamboo flooring, bamboo placemat, sushi mat, split cane blind, bamboo roller blind, bamboo screen mat
cork: cork floor, notice board, bulletin board, pin board, bottle cork, cork flooring, cork tile, pinboard, cork sheet, pressed cork, cork coaster, memo board
chipboard: particleboard, pressed wood board, strand board, osb sheet, sheathing board, osb wall, construction board, wood strand panel, flake board, pressed wood chips, engineered wood board, cheap furniture board, waferboard
wicker: rattan, wicker furniture, basketry, cane weave, woven cane, wicker chair, straw basket, woven basketwork, rattan chair, picnic basket, wicker hamper, basket surface, woven strips, garden furniture weave
wicker [twill]: woven mat, palm mat, woven straw mat
wicker [#tan/beige/straw/golden]: straw weave, woven straw, seagrass basket, straw hat weave
"""
