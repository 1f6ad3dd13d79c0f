(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_matmul_DxDx96 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    local.get 7 i32.const 0 i32.add local.set 8
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 9
        local.get 2 local.get 4 i32.div_u local.set 12
        local.get 12 local.get 5 i32.rem_u local.set 10
        local.get 12 local.get 5 i32.div_u local.set 11
        local.get 1 i32.load local.set 13
        local.get 1 i32.load offset=4 local.set 14
        local.get 1 i32.load offset=8 local.set 15
        local.get 1 i32.load offset=12 local.set 16
        local.get 13 local.set 17
        local.get 14 local.set 13
        local.get 15 local.set 14
        local.get 16 local.set 15
        local.get 17 i32.const 96 i32.mul local.set 16
        local.get 0 i32.load i32.const 0 i32.add local.set 17
        local.get 13 i32.const 96 i32.mul local.set 16
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 18
        local.get 14 local.get 15 i32.mul local.set 16
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 19
        local.get 14 local.get 15 i32.mul local.set 16
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 20
        local.get 10 i32.const 256 i32.mul local.set 16
        local.get 5 i32.const 256 i32.mul local.set 21
        local.get 9 i32.const 64 i32.mul local.set 22
        local.get 4 i32.const 64 i32.mul local.set 23
        local.get 16 local.tee 24 local.get 14 i32.lt_s if
          loop
            local.get 14 local.get 24 i32.sub local.set 25
            i32.const 256 local.get 25 i32.const 256 local.get 25 i32.lt_u select local.set 26
            local.get 22 local.tee 25 local.get 15 i32.lt_s if
              loop
                local.get 15 local.get 25 i32.sub local.set 27
                i32.const 64 local.get 27 i32.const 64 local.get 27 i32.lt_u select local.set 28
                local.get 28 i32.const 8 i32.div_u local.set 27
                local.get 27 i32.const 8 i32.mul local.set 29
                local.get 26 i32.const 4 i32.div_u local.set 27
                local.get 27 i32.const 4 i32.mul local.set 30
                local.get 24 i32.const 96 i32.mul local.set 27
                i32.const 0 local.tee 31 local.get 29 i32.lt_s if
                  loop
                    local.get 25 local.get 31 i32.add local.set 32
                    i32.const 0 local.tee 33 i32.const 96 i32.lt_s if
                      local.get 18 local.get 32 i32.add local.set 34
                      local.get 34 i32.const 0 local.get 13 i32.mul i32.add local.set 35
                      i32.const 1 local.get 13 i32.mul local.set 36
                      local.get 8 local.set 37
                      local.get 37 i32.const 0 i32.const 5 i32.shl i32.add local.set 38
                      local.get 38 i32.const 3072 i32.add local.set 39
                      loop
                        local.get 33 local.get 13 i32.mul local.set 40
                        local.get 35 i32.load8_s local.set 41
                        local.get 35 i32.load8_s offset=1 local.set 42
                        local.get 35 i32.load8_s offset=2 local.set 43
                        local.get 35 i32.load8_s offset=3 local.set 44
                        local.get 35 i32.load8_s offset=4 local.set 45
                        local.get 35 i32.load8_s offset=5 local.set 46
                        local.get 35 i32.load8_s offset=6 local.set 47
                        local.get 35 i32.load8_s offset=7 local.set 48
                        local.get 41 local.set 40
                        local.get 42 local.set 41
                        local.get 43 local.set 42
                        local.get 44 local.set 43
                        local.get 40 i32x4.splat local.set 49
                        local.get 49 local.get 41 i32x4.replace_lane 1 local.set 50
                        local.get 50 local.get 42 i32x4.replace_lane 2 local.set 49
                        local.get 49 local.get 43 i32x4.replace_lane 3 local.set 50
                        local.get 45 local.set 43
                        local.get 46 local.set 45
                        local.get 47 local.set 46
                        local.get 48 local.set 47
                        local.get 43 i32x4.splat local.set 49
                        local.get 49 local.get 45 i32x4.replace_lane 1 local.set 51
                        local.get 51 local.get 46 i32x4.replace_lane 2 local.set 49
                        local.get 49 local.get 47 i32x4.replace_lane 3 local.set 51
                        local.get 38 local.set 47
                        local.get 47 local.get 50 v128.store align=4
                        local.get 38 local.set 47
                        local.get 47 local.get 51 v128.store offset=16 align=4
                        local.get 35 local.get 36 i32.add local.set 35
                        local.get 38 i32.const 32 i32.add local.set 38
                        local.get 33 i32.const 1 i32.add local.tee 33 i32.const 96 i32.lt_s br_if 0
                      end
                    end
                    i32.const 0 local.tee 33 local.get 30 i32.lt_s if
                      local.get 19 local.get 32 i32.const 2 i32.shl i32.add local.set 39
                      local.get 20 local.get 32 i32.const 2 i32.shl i32.add local.set 38
                      loop
                        local.get 24 local.get 33 i32.add local.set 37
                        local.get 37 local.get 15 i32.mul local.set 36
                        local.get 39 local.get 36 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load align=4 local.set 51
                        local.get 39 local.get 36 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load offset=16 align=4 local.set 50
                        local.get 37 i32.const 1 i32.add local.set 35
                        local.get 35 local.get 15 i32.mul local.set 34
                        local.get 39 local.get 34 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load align=4 local.set 49
                        local.get 39 local.get 34 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load offset=16 align=4 local.set 52
                        local.get 37 i32.const 2 i32.add local.set 35
                        local.get 35 local.get 15 i32.mul local.set 47
                        local.get 39 local.get 47 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load align=4 local.set 53
                        local.get 39 local.get 47 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load offset=16 align=4 local.set 54
                        local.get 37 i32.const 3 i32.add local.set 35
                        local.get 35 local.get 15 i32.mul local.set 37
                        local.get 39 local.get 37 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load align=4 local.set 55
                        local.get 39 local.get 37 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load offset=16 align=4 local.set 56
                        local.get 33 i32.const 96 i32.mul local.set 35
                        local.get 27 local.get 35 i32.add local.set 46
                        local.get 51 local.get 50 local.get 49 local.get 52 local.get 53 local.get 54 local.get 55
                        local.get 56 local.set 64
                        local.set 63
                        local.set 62
                        local.set 61
                        local.set 60
                        local.set 59
                        local.set 58
                        local.set 57
                        i32.const 0 local.tee 35 i32.const 96 i32.lt_s if
                          local.get 17 local.get 46 i32.add local.set 45
                          local.get 45 i32.const 0 i32.add local.set 43
                          local.get 43 i32.const 96 i32.add local.set 48
                          local.get 8 local.set 42
                          local.get 42 i32.const 0 i32.const 5 i32.shl i32.add local.set 41
                          loop
                            local.get 43 i32.load8_s local.set 40
                            local.get 43 i32.load8_s offset=96 local.set 44
                            local.get 43 i32.load8_s offset=192 local.set 65
                            local.get 43 i32.load8_s offset=288 local.set 66
                            local.get 40 local.set 67
                            local.get 44 local.set 40
                            local.get 65 local.set 44
                            local.get 66 local.set 65
                            local.get 41 local.set 66
                            local.get 66 v128.load align=4 local.set 68
                            local.get 41 local.set 66
                            local.get 66 v128.load offset=16 align=4 local.set 69
                            local.get 67 i32x4.splat local.set 70
                            local.get 70 local.get 68 i32x4.mul local.set 71
                            local.get 57 local.get 71 i32x4.add local.set 72
                            local.get 70 local.get 69 i32x4.mul local.set 71
                            local.get 58 local.get 71 i32x4.add local.set 70
                            local.get 40 i32x4.splat local.set 71
                            local.get 71 local.get 68 i32x4.mul local.set 73
                            local.get 59 local.get 73 i32x4.add local.set 74
                            local.get 71 local.get 69 i32x4.mul local.set 73
                            local.get 60 local.get 73 i32x4.add local.set 71
                            local.get 44 i32x4.splat local.set 73
                            local.get 73 local.get 68 i32x4.mul local.set 75
                            local.get 61 local.get 75 i32x4.add local.set 76
                            local.get 73 local.get 69 i32x4.mul local.set 75
                            local.get 62 local.get 75 i32x4.add local.set 73
                            local.get 65 i32x4.splat local.set 75
                            local.get 75 local.get 68 i32x4.mul local.set 77
                            local.get 63 local.get 77 i32x4.add local.set 68
                            local.get 75 local.get 69 i32x4.mul local.set 77
                            local.get 64 local.get 77 i32x4.add local.set 69
                            local.get 72 local.get 70 local.get 74 local.get 71 local.get 76 local.get 73 local.get 68
                            local.get 69 local.set 64
                            local.set 63
                            local.set 62
                            local.set 61
                            local.set 60
                            local.set 59
                            local.set 58
                            local.set 57
                            local.get 43 i32.const 1 i32.add local.set 43
                            local.get 41 i32.const 32 i32.add local.set 41
                            local.get 43 local.get 48 i32.ne br_if 0
                          end
                        end
                        local.get 38 local.get 36 i32.const 2 i32.shl i32.add local.set 46
                        local.get 46 local.get 57 v128.store align=4
                        local.get 38 local.get 36 i32.const 2 i32.shl i32.add local.set 46
                        local.get 46 local.get 58 v128.store offset=16 align=4
                        local.get 38 local.get 34 i32.const 2 i32.shl i32.add local.set 36
                        local.get 36 local.get 59 v128.store align=4
                        local.get 38 local.get 34 i32.const 2 i32.shl i32.add local.set 36
                        local.get 36 local.get 60 v128.store offset=16 align=4
                        local.get 38 local.get 47 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 local.get 61 v128.store align=4
                        local.get 38 local.get 47 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 local.get 62 v128.store offset=16 align=4
                        local.get 38 local.get 37 i32.const 2 i32.shl i32.add local.set 47
                        local.get 47 local.get 63 v128.store align=4
                        local.get 38 local.get 37 i32.const 2 i32.shl i32.add local.set 47
                        local.get 47 local.get 64 v128.store offset=16 align=4
                        local.get 33 i32.const 4 i32.add local.tee 33 local.get 30 i32.lt_s br_if 0
                      end
                    end
                    local.get 30 local.tee 33 local.get 26 i32.lt_s if
                      local.get 19 local.get 32 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 38
                      local.get 19 local.get 32 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 39
                      local.get 20 local.get 32 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      local.get 20 local.get 32 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 47
                      loop
                        local.get 24 local.get 33 i32.add local.set 34
                        local.get 34 local.get 15 i32.mul local.set 36
                        local.get 38 local.get 36 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 v128.load align=4 local.set 64
                        local.get 39 local.get 36 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 v128.load align=4 local.set 63
                        local.get 33 i32.const 96 i32.mul local.set 34
                        local.get 27 local.get 34 i32.add local.set 46
                        local.get 64 local.get 63 local.set 61
                        local.set 62
                        i32.const 0 local.tee 34 i32.const 96 i32.lt_s if
                          local.get 17 local.get 46 i32.add i32.const 0 i32.add local.set 35
                          local.get 35 i32.const 0 i32.add local.set 41
                          local.get 41 i32.const 96 i32.add local.set 42
                          local.get 8 local.set 48
                          local.get 48 i32.const 0 i32.const 5 i32.shl i32.add local.set 43
                          loop
                            local.get 41 i32.load8_s local.set 45
                            local.get 45 local.set 65
                            local.get 43 local.set 45
                            local.get 45 v128.load align=4 local.set 60
                            local.get 43 local.set 45
                            local.get 45 v128.load offset=16 align=4 local.set 59
                            local.get 65 i32x4.splat local.set 58
                            local.get 58 local.get 60 i32x4.mul local.set 57
                            local.get 62 local.get 57 i32x4.add local.set 60
                            local.get 58 local.get 59 i32x4.mul local.set 57
                            local.get 61 local.get 57 i32x4.add local.set 59
                            local.get 60 local.get 59 local.set 61
                            local.set 62
                            local.get 41 i32.const 1 i32.add local.set 41
                            local.get 43 i32.const 32 i32.add local.set 43
                            local.get 41 local.get 42 i32.ne br_if 0
                          end
                        end
                        local.get 37 local.get 36 i32.const 2 i32.shl i32.add local.set 46
                        local.get 46 local.get 62 v128.store align=4
                        local.get 47 local.get 36 i32.const 2 i32.shl i32.add local.set 46
                        local.get 46 local.get 61 v128.store align=4
                        local.get 33 i32.const 1 i32.add local.tee 33 local.get 26 i32.lt_s br_if 0
                      end
                    end
                    local.get 31 i32.const 8 i32.add local.tee 31 local.get 29 i32.lt_s br_if 0
                  end
                end
                local.get 28 i32.const 4 i32.div_u local.set 31
                local.get 31 i32.const 4 i32.mul local.set 32
                local.get 29 local.tee 31 local.get 32 i32.lt_s if
                  loop
                    local.get 25 local.get 31 i32.add local.set 33
                    i32.const 0 local.tee 47 local.get 30 i32.lt_s if
                      local.get 19 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      local.get 20 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 39
                      loop
                        local.get 24 local.get 47 i32.add local.set 38
                        local.get 38 local.get 15 i32.mul local.set 36
                        local.get 37 local.get 36 i32.const 2 i32.shl i32.add local.set 46
                        local.get 46 v128.load align=4 local.set 61
                        local.get 38 i32.const 1 i32.add local.set 46
                        local.get 46 local.get 15 i32.mul local.set 34
                        local.get 37 local.get 34 i32.const 2 i32.shl i32.add local.set 46
                        local.get 46 v128.load align=4 local.set 62
                        local.get 38 i32.const 2 i32.add local.set 46
                        local.get 46 local.get 15 i32.mul local.set 43
                        local.get 37 local.get 43 i32.const 2 i32.shl i32.add local.set 46
                        local.get 46 v128.load align=4 local.set 63
                        local.get 38 i32.const 3 i32.add local.set 46
                        local.get 46 local.get 15 i32.mul local.set 38
                        local.get 37 local.get 38 i32.const 2 i32.shl i32.add local.set 46
                        local.get 46 v128.load align=4 local.set 64
                        local.get 47 i32.const 96 i32.mul local.set 46
                        local.get 27 local.get 46 i32.add local.set 48
                        local.get 61 local.get 62 local.get 63 local.get 64 local.set 58
                        local.set 57
                        local.set 60
                        local.set 59
                        i32.const 0 local.tee 46 i32.const 96 i32.lt_s if
                          local.get 17 local.get 48 i32.add local.set 42
                          local.get 42 i32.const 0 i32.add local.set 41
                          local.get 41 i32.const 96 i32.add local.set 35
                          local.get 18 local.get 33 i32.add i32.const 0 i32.add local.set 65
                          local.get 65 i32.const 0 local.get 13 i32.mul i32.add local.set 45
                          i32.const 1 local.get 13 i32.mul local.set 44
                          local.get 18 local.get 33 i32.add i32.const 1 i32.add local.set 40
                          local.get 40 i32.const 0 local.get 13 i32.mul i32.add local.set 67
                          i32.const 1 local.get 13 i32.mul local.set 66
                          local.get 18 local.get 33 i32.add i32.const 2 i32.add local.set 78
                          local.get 78 i32.const 0 local.get 13 i32.mul i32.add local.set 79
                          i32.const 1 local.get 13 i32.mul local.set 80
                          local.get 18 local.get 33 i32.add i32.const 3 i32.add local.set 81
                          local.get 81 i32.const 0 local.get 13 i32.mul i32.add local.set 82
                          i32.const 1 local.get 13 i32.mul local.set 83
                          loop
                            local.get 41 i32.load8_s local.set 84
                            local.get 41 i32.load8_s offset=96 local.set 85
                            local.get 41 i32.load8_s offset=192 local.set 86
                            local.get 41 i32.load8_s offset=288 local.set 87
                            local.get 84 local.set 88
                            local.get 85 local.set 84
                            local.get 86 local.set 85
                            local.get 87 local.set 86
                            local.get 46 local.get 13 i32.mul local.set 87
                            local.get 45 i32.load8_s local.set 89
                            local.get 67 i32.load8_s local.set 90
                            local.get 79 i32.load8_s local.set 91
                            local.get 82 i32.load8_s local.set 92
                            local.get 89 local.set 87
                            local.get 90 local.set 89
                            local.get 91 local.set 90
                            local.get 92 local.set 91
                            local.get 87 i32x4.splat local.set 56
                            local.get 56 local.get 89 i32x4.replace_lane 1 local.set 55
                            local.get 55 local.get 90 i32x4.replace_lane 2 local.set 56
                            local.get 56 local.get 91 i32x4.replace_lane 3 local.set 55
                            local.get 88 i32x4.splat local.set 56
                            local.get 56 local.get 55 i32x4.mul local.set 54
                            local.get 59 local.get 54 i32x4.add local.set 56
                            local.get 84 i32x4.splat local.set 54
                            local.get 54 local.get 55 i32x4.mul local.set 53
                            local.get 60 local.get 53 i32x4.add local.set 54
                            local.get 85 i32x4.splat local.set 53
                            local.get 53 local.get 55 i32x4.mul local.set 52
                            local.get 57 local.get 52 i32x4.add local.set 53
                            local.get 86 i32x4.splat local.set 52
                            local.get 52 local.get 55 i32x4.mul local.set 49
                            local.get 58 local.get 49 i32x4.add local.set 55
                            local.get 56 local.get 54 local.get 53 local.get 55 local.set 58
                            local.set 57
                            local.set 60
                            local.set 59
                            local.get 41 i32.const 1 i32.add local.set 41
                            local.get 45 local.get 44 i32.add local.set 45
                            local.get 67 local.get 66 i32.add local.set 67
                            local.get 79 local.get 80 i32.add local.set 79
                            local.get 82 local.get 83 i32.add local.set 82
                            local.get 46 i32.const 1 i32.add local.tee 46 i32.const 96 i32.lt_s br_if 0
                          end
                        end
                        local.get 39 local.get 36 i32.const 2 i32.shl i32.add local.set 48
                        local.get 48 local.get 59 v128.store align=4
                        local.get 39 local.get 34 i32.const 2 i32.shl i32.add local.set 36
                        local.get 36 local.get 60 v128.store align=4
                        local.get 39 local.get 43 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 local.get 57 v128.store align=4
                        local.get 39 local.get 38 i32.const 2 i32.shl i32.add local.set 43
                        local.get 43 local.get 58 v128.store align=4
                        local.get 47 i32.const 4 i32.add local.tee 47 local.get 30 i32.lt_s br_if 0
                      end
                    end
                    local.get 30 local.tee 47 local.get 26 i32.lt_s if
                      local.get 19 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 39
                      local.get 20 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      loop
                        local.get 24 local.get 47 i32.add local.set 38
                        local.get 38 local.get 15 i32.mul local.set 43
                        local.get 39 local.get 43 i32.const 2 i32.shl i32.add local.set 38
                        local.get 38 v128.load align=4 local.set 58
                        local.get 47 i32.const 96 i32.mul local.set 38
                        local.get 27 local.get 38 i32.add local.set 34
                        local.get 58 local.set 57
                        i32.const 0 local.tee 38 i32.const 96 i32.lt_s if
                          local.get 17 local.get 34 i32.add i32.const 0 i32.add local.set 36
                          local.get 36 i32.const 0 i32.add local.set 48
                          local.get 48 i32.const 96 i32.add local.set 46
                          local.get 18 local.get 33 i32.add i32.const 0 i32.add local.set 83
                          local.get 83 i32.const 0 local.get 13 i32.mul i32.add local.set 82
                          i32.const 1 local.get 13 i32.mul local.set 81
                          local.get 18 local.get 33 i32.add i32.const 1 i32.add local.set 80
                          local.get 80 i32.const 0 local.get 13 i32.mul i32.add local.set 79
                          i32.const 1 local.get 13 i32.mul local.set 78
                          local.get 18 local.get 33 i32.add i32.const 2 i32.add local.set 66
                          local.get 66 i32.const 0 local.get 13 i32.mul i32.add local.set 67
                          i32.const 1 local.get 13 i32.mul local.set 40
                          local.get 18 local.get 33 i32.add i32.const 3 i32.add local.set 44
                          local.get 44 i32.const 0 local.get 13 i32.mul i32.add local.set 45
                          i32.const 1 local.get 13 i32.mul local.set 65
                          loop
                            local.get 48 i32.load8_s local.set 35
                            local.get 35 local.set 41
                            local.get 38 local.get 13 i32.mul local.set 35
                            local.get 82 i32.load8_s local.set 42
                            local.get 79 i32.load8_s local.set 86
                            local.get 67 i32.load8_s local.set 85
                            local.get 45 i32.load8_s local.set 84
                            local.get 42 local.set 35
                            local.get 86 local.set 42
                            local.get 85 local.set 86
                            local.get 84 local.set 85
                            local.get 35 i32x4.splat local.set 60
                            local.get 60 local.get 42 i32x4.replace_lane 1 local.set 59
                            local.get 59 local.get 86 i32x4.replace_lane 2 local.set 60
                            local.get 60 local.get 85 i32x4.replace_lane 3 local.set 59
                            local.get 41 i32x4.splat local.set 60
                            local.get 60 local.get 59 i32x4.mul local.set 64
                            local.get 57 local.get 64 i32x4.add local.set 59
                            local.get 59 local.set 57
                            local.get 48 i32.const 1 i32.add local.set 48
                            local.get 82 local.get 81 i32.add local.set 82
                            local.get 79 local.get 78 i32.add local.set 79
                            local.get 67 local.get 40 i32.add local.set 67
                            local.get 45 local.get 65 i32.add local.set 45
                            local.get 38 i32.const 1 i32.add local.tee 38 i32.const 96 i32.lt_s br_if 0
                          end
                        end
                        local.get 37 local.get 43 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 local.get 57 v128.store align=4
                        local.get 47 i32.const 1 i32.add local.tee 47 local.get 26 i32.lt_s br_if 0
                      end
                    end
                    local.get 31 i32.const 4 i32.add local.tee 31 local.get 32 i32.lt_s br_if 0
                  end
                end
                local.get 32 local.tee 29 local.get 28 i32.lt_s if
                  loop
                    local.get 25 local.get 29 i32.add local.set 31
                    i32.const 0 local.tee 33 local.get 30 i32.lt_s if
                      local.get 19 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 47
                      local.get 20 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      loop
                        local.get 24 local.get 33 i32.add local.set 39
                        local.get 39 local.get 15 i32.mul local.set 43
                        local.get 47 local.get 43 i32.const 2 i32.shl i32.add i32.load local.set 34
                        local.get 39 i32.const 1 i32.add local.set 38
                        local.get 38 local.get 15 i32.mul local.set 65
                        local.get 47 local.get 65 i32.const 2 i32.shl i32.add i32.load local.set 38
                        local.get 39 i32.const 2 i32.add local.set 45
                        local.get 45 local.get 15 i32.mul local.set 44
                        local.get 47 local.get 44 i32.const 2 i32.shl i32.add i32.load local.set 45
                        local.get 39 i32.const 3 i32.add local.set 40
                        local.get 40 local.get 15 i32.mul local.set 39
                        local.get 47 local.get 39 i32.const 2 i32.shl i32.add i32.load local.set 40
                        local.get 33 i32.const 96 i32.mul local.set 67
                        local.get 27 local.get 67 i32.add local.set 66
                        local.get 34 local.get 38 local.get 45 local.get 40 local.set 80
                        local.set 79
                        local.set 78
                        local.set 67
                        i32.const 0 local.tee 81 i32.const 96 i32.lt_s if
                          local.get 17 local.get 66 i32.add local.set 82
                          local.get 82 i32.const 0 i32.add local.set 83
                          local.get 83 i32.const 96 i32.add local.set 46
                          local.get 18 local.get 31 i32.add i32.const 0 i32.add local.set 48
                          local.get 48 i32.const 0 local.get 13 i32.mul i32.add local.set 36
                          i32.const 1 local.get 13 i32.mul local.set 41
                          loop
                            local.get 83 i32.load8_s local.set 85
                            local.get 83 i32.load8_s offset=96 local.set 86
                            local.get 83 i32.load8_s offset=192 local.set 42
                            local.get 83 i32.load8_s offset=288 local.set 35
                            local.get 85 local.set 84
                            local.get 86 local.set 85
                            local.get 42 local.set 86
                            local.get 35 local.set 42
                            local.get 81 local.get 13 i32.mul local.set 35
                            local.get 36 i32.load8_s local.set 88
                            local.get 88 local.set 35
                            local.get 84 local.get 35 i32.mul local.set 88
                            local.get 67 local.get 88 i32.add local.set 84
                            local.get 85 local.get 35 i32.mul local.set 88
                            local.get 78 local.get 88 i32.add local.set 85
                            local.get 86 local.get 35 i32.mul local.set 88
                            local.get 79 local.get 88 i32.add local.set 86
                            local.get 42 local.get 35 i32.mul local.set 88
                            local.get 80 local.get 88 i32.add local.set 35
                            local.get 84 local.get 85 local.get 86 local.get 35 local.set 80
                            local.set 79
                            local.set 78
                            local.set 67
                            local.get 83 i32.const 1 i32.add local.set 83
                            local.get 36 local.get 41 i32.add local.set 36
                            local.get 81 i32.const 1 i32.add local.tee 81 i32.const 96 i32.lt_s br_if 0
                          end
                        end
                        local.get 37 local.get 43 i32.const 2 i32.shl i32.add local.get 67 i32.store
                        local.get 37 local.get 65 i32.const 2 i32.shl i32.add local.get 78 i32.store
                        local.get 37 local.get 44 i32.const 2 i32.shl i32.add local.get 79 i32.store
                        local.get 37 local.get 39 i32.const 2 i32.shl i32.add local.get 80 i32.store
                        local.get 33 i32.const 4 i32.add local.tee 33 local.get 30 i32.lt_s br_if 0
                      end
                    end
                    local.get 30 local.tee 33 local.get 26 i32.lt_s if
                      local.get 19 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      local.get 20 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 47
                      loop
                        local.get 24 local.get 33 i32.add local.set 39
                        local.get 39 local.get 15 i32.mul local.set 80
                        local.get 37 local.get 80 i32.const 2 i32.shl i32.add i32.load local.set 39
                        local.get 33 i32.const 96 i32.mul local.set 44
                        local.get 27 local.get 44 i32.add local.set 79
                        local.get 39 local.set 44
                        i32.const 0 local.tee 65 i32.const 96 i32.lt_s if
                          local.get 17 local.get 79 i32.add i32.const 0 i32.add local.set 78
                          local.get 78 i32.const 0 i32.add local.set 43
                          local.get 43 i32.const 96 i32.add local.set 67
                          local.get 18 local.get 31 i32.add i32.const 0 i32.add local.set 40
                          local.get 40 i32.const 0 local.get 13 i32.mul i32.add local.set 45
                          i32.const 1 local.get 13 i32.mul local.set 38
                          loop
                            local.get 43 i32.load8_s local.set 34
                            local.get 34 local.set 66
                            local.get 65 local.get 13 i32.mul local.set 34
                            local.get 45 i32.load8_s local.set 81
                            local.get 81 local.set 34
                            local.get 66 local.get 34 i32.mul local.set 81
                            local.get 44 local.get 81 i32.add local.set 34
                            local.get 34 local.set 44
                            local.get 43 i32.const 1 i32.add local.set 43
                            local.get 45 local.get 38 i32.add local.set 45
                            local.get 65 i32.const 1 i32.add local.tee 65 i32.const 96 i32.lt_s br_if 0
                          end
                        end
                        local.get 47 local.get 80 i32.const 2 i32.shl i32.add local.get 44 i32.store
                        local.get 33 i32.const 1 i32.add local.tee 33 local.get 26 i32.lt_s br_if 0
                      end
                    end
                    local.get 29 i32.const 1 i32.add local.tee 29 local.get 28 i32.lt_s br_if 0
                  end
                end
                local.get 25 local.get 23 i32.add local.tee 25 local.get 15 i32.lt_s br_if 0
              end
            end
            local.get 24 local.get 21 i32.add local.tee 24 local.get 14 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
